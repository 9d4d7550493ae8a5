import { invalid, isColour, numberInRange, objectOf } from './fields.ts';

/** Changes of a face's proportions beyond the style's own, each from −1 to 1; 0 is the style's. */
export const tweakNames = ['eyes', 'brows', 'nose', 'smile', 'mouth', 'jaw'] as const;
export type TweakName = (typeof tweakNames)[number];

export const tweakRange = { min: -1, max: 1 } as const;

/** What is changed in a person's drawing; an absent field changes nothing. */
export interface FaceTweaks extends Readonly<Partial<Record<TweakName, number>>> {
  /** Size of the eyes, −1..1. */
  readonly eyes?: number;
  /** Height of the brows, −1..1. */
  readonly brows?: number;
  /** Size of the nose, −1..1. */
  readonly nose?: number;
  /** From corners of the mouth turned down, −1, to up, 1. */
  readonly smile?: number;
  /** Width of the mouth, −1..1. */
  readonly mouth?: number;
  /** Width of the jaw, −1..1. */
  readonly jaw?: number;
  /** Colour of the eyes, `#rrggbb`. */
  readonly irisColour?: string;
  /** Colour of the hair, `#rrggbb`. */
  readonly hairColour?: string;
  /** Whether freckles, moles and birthmarks of the photo are drawn. */
  readonly keepsMarks?: boolean;
}

/** `value` as FaceTweaks, clamped to their ranges. @throws RangeError. */
export function validateTweaks(value: unknown): FaceTweaks {
  const fields = objectOf('tweaks', value);
  const amounts = tweakNames.flatMap((name) =>
    fields[name] === undefined ? [] : [[name, numberInRange(name, fields[name], tweakRange)]],
  );
  const colours = (['irisColour', 'hairColour'] as const).flatMap((name) => {
    const colour = fields[name];
    if (colour === undefined) return [];
    if (!isColour(colour)) throw invalid(`${name} is not a colour`);
    return [[name, colour.toLowerCase()]];
  });
  return {
    ...(Object.fromEntries([...amounts, ...colours]) as FaceTweaks),
    ...(fields['keepsMarks'] === true && { keepsMarks: true }),
  };
}

/** Whether any proportion is changed. */
export function hasMoves(tweaks: FaceTweaks): boolean {
  return tweakNames.some((name) => (tweaks[name] ?? 0) !== 0);
}

/** The tweaks in one order, without what changes nothing. */
export function leastTweaks(tweaks: FaceTweaks): FaceTweaks {
  const valid = Object.entries(validateTweaks(tweaks));
  return Object.fromEntries(valid.filter(([, value]) => value !== 0));
}
