/** How strongly a One-Euro filter smooths. */
export interface OneEuroSettings {
  /** Cutoff at rest, Hz: lower is steadier. */
  readonly restHz: number;
  /** By how many Hz the cutoff rises per unit of speed (units per second): higher lags less. */
  readonly perSpeed: number;
}

/** Cutoff of the speed's own smoothing, Hz. */
const speedHz = 1;

/**
 * Smooths points that move: steady at rest, quick in motion. Source: G. Casiez, N. Roussel, D. Vogel, "1€ Filter", CHI
 * 2012. Both coordinates of a point share one cutoff, so that its path keeps its direction.
 */
export class OneEuroFilter {
  readonly #settings: OneEuroSettings;
  #values: Float32Array | undefined;
  #speeds: Float32Array | undefined;
  #timeS = 0;

  constructor(settings: OneEuroSettings) {
    this.#settings = settings;
  }

  /**
   * The smoothed points (x0, y0, x1, y1 …) at `timeS`, later than the call before. `unit`: how many px one unit of
   * speed is, such as the width of the face.
   */
  next(points: Float32Array, timeS: number, unit: number): Float32Array {
    const [before, speeds] = [this.#values, this.#speeds];
    const seconds = timeS - this.#timeS;
    this.#timeS = timeS;
    if (!before || !speeds || before.length !== points.length || !(seconds > 0)) {
      this.#values = points.slice();
      this.#speeds = new Float32Array(points.length);
      return points.slice();
    }
    const speedShare = shareAt(speedHz, seconds);
    for (let x = 0; x < points.length; x += 2) {
      for (const index of [x, x + 1]) {
        const speed = (points[index]! - before[index]!) / seconds / unit;
        speeds[index]! += speedShare * (speed - speeds[index]!);
      }
      const speed = Math.hypot(speeds[x]!, speeds[x + 1]!);
      const share = shareAt(this.#settings.restHz + this.#settings.perSpeed * speed, seconds);
      for (const index of [x, x + 1]) before[index]! += share * (points[index]! - before[index]!);
    }
    return before.slice();
  }
}

/** The share of a new value that a low-pass filter takes over after `seconds`. */
export function shareAt(cutoffHz: number, seconds: number): number {
  const step = 2 * Math.PI * cutoffHz * seconds;
  return step / (step + 1);
}
