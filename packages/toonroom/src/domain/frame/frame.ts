import { invalid, isColour, numberInRange, objectOf, oneOf } from '../edit/fields.ts';

// What a drawing is put into: a frame with words. Plain data, so that it can be kept, sent and applied to many photos.

export const frameKinds = ['none', 'plain', 'comic', 'polaroid', 'film', 'grid', 'pair'] as const;
/** `none` adds words at most; `pair` shows the photo and its drawing. */
export type FrameKind = (typeof frameKinds)[number];

/** A picture of a frame: the photo, its drawing as it is, or its drawing in the style of that id. */
export type FrameSource = 'photo' | 'drawing' | `style:${string}`;

export const bubbleKinds = ['speech', 'thought'] as const;
export type BubbleKind = (typeof bubbleKinds)[number];

/** A place in shares of the whole photo; it may lie somewhat outside. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Words that somebody says or thinks. */
export interface Bubble extends Place {
  readonly kind: BubbleKind;
  readonly text: string;
  /** The size in shares of the short side of the picture that it is on; x and y are its middle. */
  readonly width: number;
  readonly height: number;
  /** Where its tail ends; null for none. */
  readonly tail: Place | null;
}

export interface Frame {
  readonly kind: FrameKind;
  /** `#rrggbb`, of what lies around the pictures. */
  readonly paper: string;
  /** `#rrggbb`, of lines and words. */
  readonly ink: string;
  /** `#rrggbb`, of dots and of the box behind a comic's caption. */
  readonly accent: string;
  /** Of a plain border, in shares of the picture's short side, 0 to 0.2. */
  readonly border: number;
  /** Of the corners of a plain border, 0 to 1. */
  readonly rounding: number;
  readonly caption: string;
  /** As it is written; empty for none. */
  readonly date: string;
  /** Whether the date is that of the photo: another photo gets its own. */
  readonly isPhotoDate: boolean;
  /** Of a film or a grid, in order. */
  readonly pictures: readonly FrameSource[];
  /** Whether each picture of a grid or pair has its name below. */
  readonly namesPictures: boolean;
  readonly bubbles: readonly Bubble[];
}

/** Longer words are refused: they would be too small to be read. */
export const mostCharacters = 1000;
export const mostBubbles = 20;
export const mostPictures = 12;
export const borderRange = { min: 0, max: 0.2 } as const;
const unit = { min: 0, max: 1 } as const;
const placeRange = { min: -1, max: 2 } as const;
const bubbleSizeRange = { min: 0.05, max: 2 } as const;

export const initialFrame: Frame = {
  kind: 'polaroid',
  paper: '#fdfcf9',
  ink: '#1c1b20',
  accent: '#f2603f',
  border: 0.06,
  rounding: 0.2,
  caption: '',
  date: '',
  isPhotoDate: false,
  pictures: ['photo', 'drawing'],
  namesPictures: true,
  bubbles: [],
};

/** The pictures that a frame shows, in order. */
export function sourcesOf({ kind, pictures }: Frame): readonly FrameSource[] {
  if (kind === 'pair') return ['photo', 'drawing'];
  if (kind !== 'grid' && kind !== 'film') return ['drawing'];
  return pictures.length > 0 ? pictures : ['drawing'];
}

/** The id of the style that a picture is drawn in; null for the photo and for the drawing as it is. */
export function styleIdOf(source: FrameSource): string | null {
  return source.startsWith('style:') ? source.slice('style:'.length) : null;
}

/** `value` as a Frame, its numbers clamped to their ranges; absent fields are those of `initialFrame`. @throws RangeError. */
export function validateFrame(value: unknown): Frame {
  const fields = { ...initialFrame, ...objectOf('frame', value) };
  const { kind, pictures, bubbles } = fields as Readonly<Record<string, unknown>>;
  if (!Array.isArray(pictures) || pictures.length > mostPictures) {
    throw invalid('pictures are not a list');
  }
  if (!Array.isArray(bubbles) || bubbles.length > mostBubbles) {
    throw invalid('bubbles are not a list');
  }
  return {
    kind: oneOf('kind', frameKinds, kind),
    paper: colour('paper', fields.paper),
    ink: colour('ink', fields.ink),
    accent: colour('accent', fields.accent),
    border: numberInRange('border', fields.border, borderRange),
    rounding: numberInRange('rounding', fields.rounding, unit),
    caption: words('caption', fields.caption),
    date: words('date', fields.date),
    isPhotoDate: (fields.isPhotoDate as unknown) === true,
    pictures: pictures.map(source),
    namesPictures: (fields.namesPictures as unknown) === true,
    bubbles: bubbles.map(validateBubble),
  };
}

function validateBubble(value: unknown): Bubble {
  const { kind, text, x, y, width, height, tail } = objectOf('bubble', value);
  return {
    kind: oneOf('kind of bubble', bubbleKinds, kind),
    text: words('text', text),
    ...place({ x, y }),
    width: numberInRange('width', width, bubbleSizeRange),
    height: numberInRange('height', height, bubbleSizeRange),
    tail: tail === null || tail === undefined ? null : place(objectOf('tail', tail)),
  };
}

function place({ x, y }: Readonly<Record<string, unknown>>): Place {
  return { x: numberInRange('x', x, placeRange), y: numberInRange('y', y, placeRange) };
}

function colour(name: string, value: unknown): string {
  if (!isColour(value)) throw invalid(`${name} is not a colour`);
  return value.toLowerCase();
}

function words(name: string, value: unknown): string {
  if (typeof value !== 'string') throw invalid(`${name} is no text`);
  if (value.length > mostCharacters) throw invalid(`${name} is too long`);
  return value;
}

function source(value: unknown): FrameSource {
  const isSource = value === 'photo' || value === 'drawing';
  if (isSource) return value;
  if (typeof value === 'string' && value.length > 6 && value.startsWith('style:')) {
    return value as FrameSource;
  }
  throw invalid('a picture is not one of the choices');
}
