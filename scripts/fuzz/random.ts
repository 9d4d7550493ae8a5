/** A stream of numbers that a seed decides. */
export interface Random {
  /** A whole number from 0 to `count` − 1. */
  below(count: number): number;
  /** True in `share` (unit) of the cases. */
  chance(share: number): boolean;
  /** One of `list`, which must not be empty. */
  pick<T>(list: readonly T[]): T;
  bytes(count: number): Uint8Array;
}

/** The stream of one `seed` and `index` (whole numbers). Source: Tommy Ettinger's mulberry32. */
export function createRandom(seed: number, index: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    below,
    chance: (share) => next() < share,
    pick: (list) => list[below(list.length)]!,
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
  };
}
