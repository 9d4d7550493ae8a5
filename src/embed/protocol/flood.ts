/** What to do with a message: obey it; refuse it and say so; drop it without a word. */
export type Verdict = 'obey' | 'refuse' | 'drop';

export interface FloodLimits {
  /** So many messages are obeyed in any one window. */
  readonly most: number;
  readonly windowMs: number;
  /** After too many, nothing is obeyed until so long nothing came. */
  readonly quietMs: number;
}

/** A slider that is dragged sends one message per frame. */
const usualLimits: FloodLimits = { most: 200, windowMs: 1000, quietMs: 250 };

/** Judges messages by the times at which they come, in ms. A burst beyond the limit is refused once. */
export function createFloodGate(limits: FloodLimits = usualLimits): (nowMs: number) => Verdict {
  const { most, windowMs, quietMs } = limits;
  let windowStart = -Infinity;
  let count = 0;
  let last = -Infinity;
  let isClosed = false;
  return (nowMs) => {
    const isQuiet = nowMs - last >= quietMs;
    last = nowMs;
    if (isClosed && !isQuiet) return 'drop';
    if (isClosed || nowMs - windowStart >= windowMs) {
      isClosed = false;
      windowStart = nowMs;
      count = 0;
    }
    count += 1;
    if (count <= most) return 'obey';
    isClosed = true;
    return 'refuse';
  };
}
