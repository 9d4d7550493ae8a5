import type { FaceFidelity } from '#sdk/index.ts';

export interface Spread {
  readonly mean: number;
  /** One in thirty-three is below. */
  readonly lowest3: number;
  /** One in thirty-three is above. */
  readonly highest3: number;
}

const figures = ['likeness', 'skinDeltaE', 'skinLightening', 'drift', 'seam'] as const;

/** What the faces of one style keep to, and how many of them stray beyond its limits. */
export function summarise(faces: readonly FaceFidelity[]): {
  readonly faces: number;
  readonly strayed: number;
  readonly figures: Readonly<Record<string, Spread>>;
} {
  const spreads = figures.flatMap((name) => {
    const values = faces.flatMap((face) => face[name] ?? []).toSorted((a, b) => a - b);
    return values.length === 0 ? [] : [[name, spreadOf(values)] as const];
  });
  return {
    faces: faces.length,
    strayed: faces.filter(({ gentleShare }) => gentleShare < 1).length,
    figures: Object.fromEntries(spreads),
  };
}

function spreadOf(ascending: readonly number[]): Spread {
  const at = (share: number): number =>
    round(ascending[Math.round(share * (ascending.length - 1))]!);
  const sum = ascending.reduce((total, value) => total + value, 0);
  return { mean: round(sum / ascending.length), lowest3: at(0.03), highest3: at(0.97) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
