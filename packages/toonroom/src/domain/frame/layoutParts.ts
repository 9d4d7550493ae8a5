import { cropOfRatio } from '../compose/crop.ts';
import type { Box } from '../picture/geometry.ts';
import type { Frame, FrameSource } from './frame.ts';

// Where pictures and words of a frame go. All in px at the photo's own size; drawing scales it.

/** What is framed. */
export interface FramedPart {
  /** The saved part of the photo, whole px of it. */
  readonly crop: Box;
  /** Boxes of faces, photo px, largest first. */
  readonly faces: readonly Box[];
}

export interface PicturePlace {
  readonly source: FrameSource;
  /** What of the photo is shown, whole px of it. */
  readonly crop: Box;
  /** Where it is shown. */
  readonly box: Box;
}

/** `hand`: written by hand; `box`: in a box of its own; `name`: below a picture; `edge`: printed on film. */
export type WordsRole = 'hand' | 'box' | 'name' | 'edge';

/** Words and the most room that they may take. */
export interface WordsPlace {
  readonly role: WordsRole;
  readonly text: string;
  readonly box: Box;
  /** In the direction of the words; of a box of its own, whether it hugs the upper or the lower edge. */
  readonly align: 'start' | 'center' | 'end';
  /** Size of the letters, px: the largest that fits is taken. */
  readonly size: { readonly min: number; readonly max: number };
}

/** A strip of film: its perforations are holes through which the paper shows. */
export interface FilmStrip {
  readonly box: Box;
  readonly holes: readonly Box[];
  readonly holeRounding: number;
}

export interface FrameLayout {
  /** Whole px. */
  readonly width: number;
  readonly height: number;
  readonly pictures: readonly PicturePlace[];
  readonly words: readonly WordsPlace[];
  /** Weight of lines, px. */
  readonly line: number;
  /** Of the corners of pictures and of the whole, px. */
  readonly rounding: number;
  readonly outerRounding: number;
  readonly strips: readonly FilmStrip[];
}

export interface FrameOrder {
  readonly frame: Frame;
  readonly part: FramedPart;
  /** What a picture is called. */
  readonly nameOf: (source: FrameSource) => string;
}

/** Room for words below pictures. */
export interface Band {
  readonly height: number;
  readonly words: readonly WordsPlace[];
}

/** What the layout of one kind is given. */
export interface LayoutInput extends FrameOrder {
  readonly sources: readonly FrameSource[];
  /** The short side of a picture, px: the measure of everything around it. */
  readonly short: number;
}

/** The largest part of a ratio, with the faces in it where they fit. */
export function partOfRatio({ crop, faces }: FramedPart, ratio: number): FramedPart {
  const inside = faces
    .map((face) => ({ ...face, x: face.x - crop.x, y: face.y - crop.y }))
    .filter(
      ({ x, y, width, height }) =>
        x + width / 2 >= 0 &&
        y + height / 2 >= 0 &&
        x + width / 2 <= crop.width &&
        y + height / 2 <= crop.height,
    );
  const own = cropOfRatio(crop, inside, ratio);
  return { crop: { ...own, x: own.x + crop.x, y: own.y + crop.y }, faces };
}

/** Caption and date side by side or alone; nothing where there are no words. */
export function bandOf({ frame, short }: LayoutInput, at: Box): Band {
  const { caption, date } = frame;
  if (caption.trim() === '' && date.trim() === '') return { height: 0, words: [] };
  const height = Math.round(short * 0.1);
  const size = { min: short * 0.02, max: short * 0.062 };
  const box = { x: at.x, y: at.y, width: at.width, height };
  if (date.trim() === '')
    return { height, words: [{ role: 'hand', text: caption, box, align: 'center', size }] };
  if (caption.trim() === '')
    return { height, words: [{ role: 'hand', text: date, box, align: 'center', size }] };
  const dateWidth = Math.round(at.width * 0.3);
  return {
    height,
    words: [
      {
        role: 'hand',
        text: caption,
        box: { ...box, width: at.width - dateWidth - short * 0.04 },
        align: 'start',
        size,
      },
      {
        role: 'hand',
        text: date,
        box: { ...box, x: at.x + at.width - dateWidth, width: dateWidth },
        align: 'end',
        size: { min: size.min, max: short * 0.045 },
      },
    ],
  };
}

/** The weight of an ink line around a picture with that short side, whole px. */
export function lineOf(short: number): number {
  return Math.max(2, Math.round(short * 0.011));
}
