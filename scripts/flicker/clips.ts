/** How a still is shown in one frame: moved by a share of its side, turned, enlarged, lit. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly scale: number;
  readonly light: number;
}

const rest: Pose = { x: 0, y: 0, angle: 0, scale: 1, light: 1 };

/** Clips of a still whose motion is known, by the time in seconds. */
export const clips: Readonly<Record<string, (timeS: number) => Pose>> = {
  rest: () => rest,
  moved: (timeS) => ({
    ...rest,
    x: 0.04 * Math.sin(2.2 * timeS),
    y: 0.025 * Math.sin(3.1 * timeS),
  }),
  turned: (timeS) => ({
    ...rest,
    angle: 0.09 * Math.sin(2.4 * timeS),
    scale: 1 + 0.03 * Math.sin(1.7 * timeS),
  }),
  lit: (timeS) => ({ ...rest, light: 1 - 0.22 * Math.sin(1.9 * timeS) ** 2 }),
};

export type Clip = keyof typeof clips;

/** Maps a point of one frame, unit of its side, onto the still. */
export function toStill({ x, y, angle, scale }: Pose, px: number, py: number): [number, number] {
  const [dx, dy] = [px - 0.5 - x, py - 0.5 - y];
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  return [0.5 + cos * dx + sin * dy, 0.5 - sin * dx + cos * dy];
}

/** Maps a point of the still into a frame. */
export function fromStill({ x, y, angle, scale }: Pose, px: number, py: number): [number, number] {
  const [dx, dy] = [px - 0.5, py - 0.5];
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  return [0.5 + x + cos * dx - sin * dy, 0.5 + y + sin * dx + cos * dy];
}

/**
 * Mean difference (0..255) of two pictures of side² px, RGBA, once the known motion between their poses is taken out;
 * what lies in the outermost twelfth is left out.
 */
export function warpError(
  before: Uint8ClampedArray,
  after: Uint8ClampedArray,
  side: number,
  poses: readonly [Pose, Pose],
): number {
  const margin = Math.round(side / 12);
  let sum = 0;
  let count = 0;
  for (let row = margin; row < side - margin; row++) {
    for (let column = margin; column < side - margin; column++) {
      const still = toStill(poses[1], (column + 0.5) / side, (row + 0.5) / side);
      const [ux, uy] = fromStill(poses[0], ...still);
      const [x, y] = [ux * side - 0.5, uy * side - 0.5];
      if (x < 0 || y < 0 || x >= side - 1 || y >= side - 1) continue;
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [tx, ty] = [x - left, y - top];
      const from = (top * side + left) * 4;
      const at = (row * side + column) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const upper = mix(before[from + channel]!, before[from + 4 + channel]!, tx);
        const below = from + side * 4;
        const lower = mix(before[below + channel]!, before[below + 4 + channel]!, tx);
        sum += Math.abs(after[at + channel]! - mix(upper, lower, ty));
        count += 1;
      }
    }
  }
  return sum / count;
}

const mix = (a: number, b: number, share: number): number => a + share * (b - a);
