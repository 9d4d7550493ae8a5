import type { FlatNumbers } from './numbers.ts';

/** Tones of the surroundings: 0 means no steps at all, which lies beyond the most steps that a style may have. */
const levels = 'scene.levels';
const mostLevels = 12;
const smoothLevels = 16;

/** The numbers in between; `weights` add up to 1. All have the same names. */
export function mixNumbers(all: readonly FlatNumbers[], weights: readonly number[]): FlatNumbers {
  const names = Object.keys(all[0] ?? {});
  const mixed = names.map((name) => {
    const values = all.map((numbers) => asMixed(name, numbers[name]!));
    const sum = values.reduce((total, value, index) => total + value * weights[index]!, 0);
    return [name, name === levels && sum > mostLevels ? 0 : sum] as const;
  });
  return Object.fromEntries(mixed);
}

function asMixed(name: string, value: number): number {
  return name === levels && value === 0 ? smoothLevels : value;
}
