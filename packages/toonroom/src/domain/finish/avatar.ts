import { type Colours, patternKinds } from '../compose/pattern.ts';
import { coloursOf, invalid, numberInRange, objectOf, oneOf } from '../edit/fields.ts';
import { type RimColour, rimColours } from './sticker.ts';

export const avatarShapes = ['round', 'rounded', 'square'] as const;
export type AvatarShape = (typeof avatarShapes)[number];

/** What lies behind the head: nothing, what is drawn there, a pattern, or dots that grow towards the rim. */
export const avatarGrounds = ['none', 'drawn', ...patternKinds, 'halftone'] as const;
export type AvatarGround = (typeof avatarGrounds)[number];

export const closenessRange = { min: 0, max: 1 } as const;

/** Where avatars of a size go; all are square, px. */
export const avatarSizes = [
  // YouTube asks for 800 px, GitHub for about 500, Slack for 512, X and LinkedIn for 400, Instagram for 320, Discord for
  // at least 128; browsers show 32 and 16 px.
  { px: 800, sites: 'YouTube' },
  { px: 512, sites: 'GitHub, Slack, Telegram' },
  { px: 400, sites: 'X, LinkedIn' },
  { px: 320, sites: 'Instagram, Facebook' },
  { px: 128, sites: 'Discord' },
  { px: 64, sites: null },
  { px: 32, sites: null },
  { px: 16, sites: null },
] as const;

/** Up to this size a head is shown closer, with thicker lines around it. */
export const mostIconPx = 64;
const mostSidePx = 2048;

/** How an avatar is made. */
export interface Avatar {
  readonly shape: AvatarShape;
  readonly ground: AvatarGround;
  /** Of a pattern; the style's own where absent. */
  readonly colours?: Colours | undefined;
  /** Around the head. */
  readonly outline: RimColour;
  /** Along the shape's rim. */
  readonly ring: RimColour;
  /** Unit: 0 shows the shoulders, 1 the face. */
  readonly closeness: number;
  /** Largest first, whole px. */
  readonly sizes: readonly number[];
}

export const defaultAvatar: Avatar = {
  shape: 'round',
  ground: 'gradient',
  outline: 'none',
  ring: 'none',
  closeness: 0.5,
  sizes: [512],
};

/** `value` as an Avatar, its numbers clamped to their ranges. @throws RangeError. */
export function validateAvatar(value: unknown): Avatar {
  const { shape, ground, colours, outline, ring, closeness, sizes } = objectOf('avatar', value);
  const pair = coloursOf(colours);
  if (colours !== undefined && !pair) throw invalid('colours are not two colours');
  if (!Array.isArray(sizes) || sizes.length === 0) throw invalid('sizes are not a list');
  const sides = sizes.map((size: unknown) => {
    if (!Number.isInteger(size)) throw invalid('a size is not a whole number');
    return numberInRange('size', size, { min: 16, max: mostSidePx });
  });
  return {
    shape: oneOf('shape', avatarShapes, shape),
    ground: oneOf('ground', avatarGrounds, ground),
    ...(pair && { colours: pair }),
    outline: oneOf('outline', rimColours, outline),
    ring: oneOf('ring', rimColours, ring),
    closeness: numberInRange('closeness', closeness, closenessRange),
    sizes: [...new Set(sides)].toSorted((a, b) => b - a),
  };
}
