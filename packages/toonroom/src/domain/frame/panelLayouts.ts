import { type Box, commonArea } from '../picture/geometry.ts';
import type { Frame } from './frame.ts';
import {
  type Band,
  bandOf,
  type FramedPart,
  type FrameLayout,
  type LayoutInput,
  lineOf,
  partOfRatio,
  type WordsPlace,
} from './layoutParts.ts';

// Frames around a single picture.

/** A plain border, or none. */
export function plainLayout(input: LayoutInput, share: number): FrameLayout {
  const { part, sources, short, frame } = input;
  const { crop } = part;
  const border = Math.round(short * share);
  const isBare = frame.kind === 'none';
  const rounding = isBare ? 0 : frame.rounding * short * 0.2;
  const inner = { x: border, y: border, width: crop.width, height: crop.height };
  const side = Math.max(border, Math.round(short * 0.03));
  const below = {
    x: side,
    y: border + crop.height + Math.round(border * 0.2),
    width: crop.width + 2 * (border - side),
    height: 0,
  };
  const band: Band = isBare ? { height: 0, words: [] } : bandOf(input, below);
  const extra = band.height > 0 ? Math.round(band.height + Math.max(0, short * 0.03 - border)) : 0;
  return {
    width: crop.width + 2 * border,
    height: crop.height + 2 * border + extra,
    pictures: [{ source: sources[0]!, crop, box: inner }],
    words: band.words,
    line: lineOf(short),
    rounding,
    outerRounding: rounding > 0 ? rounding + border * 0.7 : 0,
    strips: [],
  };
}

/** A panel on paper: an ink line around the picture, the caption in a box over its upper edge. */
export function comicLayout({ part, sources, short, frame }: LayoutInput): FrameLayout {
  const { crop } = part;
  const line = lineOf(short);
  const edge = Math.round(short * 0.05) + line;
  const over = Math.min(edge, line * 2.2);
  const height = Math.min(crop.height * 0.3, short * 0.3);
  const words = captionsOf(frame, isTopTaken(part)).map(({ text, isBelow, max }): WordsPlace => ({
    role: 'box',
    text,
    box: {
      x: edge - over,
      y: isBelow ? edge + crop.height + over - height : edge - over,
      width: crop.width * 0.74,
      height,
    },
    align: isBelow ? 'end' : 'start',
    size: { min: short * 0.022, max: short * max },
  }));
  return {
    width: crop.width + 2 * edge,
    height: crop.height + 2 * edge,
    pictures: [
      {
        source: sources[0]!,
        crop,
        box: { x: edge, y: edge, width: crop.width, height: crop.height },
      },
    ],
    words,
    line,
    rounding: 0,
    outerRounding: 0,
    strips: [],
  };
}

/** The caption where no head is, the date in the other corner. */
function captionsOf(
  { caption, date }: Frame,
  isBelow: boolean,
): readonly { readonly text: string; readonly isBelow: boolean; readonly max: number }[] {
  return [
    { text: caption, isBelow, max: 0.05 },
    { text: date, isBelow: !isBelow, max: 0.036 },
  ].filter(({ text }) => text.trim() !== '');
}

/** Whether a head reaches into the upper left of a part, but none into the lower left. */
function isTopTaken({ crop, faces }: FramedPart): boolean {
  const strip = { x: crop.x, width: crop.width * 0.6, height: crop.height * 0.14 };
  const covers = (y: number): boolean =>
    faces.some((face) => {
      const hair = face.height * 0.4;
      const head = { ...face, y: face.y - hair, height: face.height + hair };
      return commonArea(head, { ...strip, y }) > 0;
    });
  return covers(crop.y) && !covers(crop.y + crop.height - strip.height);
}

/** Of an integral-film print, mm. */
export const polaroidMm = { width: 88, height: 107, picture: 79, left: 4.5, top: 5.8 } as const;

/** A square picture on the paper of an instant print. */
export function polaroidLayout({ part, sources, frame }: LayoutInput): FrameLayout {
  const { crop } = partOfRatio(part, 1);
  const side = crop.width;
  const mm = side / polaroidMm.picture;
  const px = (value: number): number => Math.round(value * mm);
  const under = polaroidMm.top + polaroidMm.picture;
  const room = polaroidMm.height - under;
  const box = (y: number, height: number): Box => ({
    x: px(7),
    y: px(under + y),
    width: px(polaroidMm.width - 14),
    height: px(height),
  });
  const hasDate = frame.date.trim() !== '';
  const hasCaption = frame.caption.trim() !== '';
  const words: WordsPlace[] = [];
  const written = { role: 'hand', align: 'center' } as const;
  if (hasCaption) {
    const place = hasDate ? box(2.2, 11.4) : box(2.6, room - 5.2);
    words.push({
      ...written,
      text: frame.caption,
      box: place,
      size: { min: 2.2 * mm, max: 9 * mm },
    });
  }
  if (hasDate) {
    const place = hasCaption ? box(14, 5.4) : box(5, room - 10);
    const max = hasCaption ? 4.4 : 8;
    words.push({
      ...written,
      text: frame.date,
      box: place,
      size: { min: 2.2 * mm, max: max * mm },
    });
  }
  return {
    width: px(polaroidMm.width),
    height: px(polaroidMm.height),
    pictures: [
      {
        source: sources[0]!,
        crop,
        box: { x: px(polaroidMm.left), y: px(polaroidMm.top), width: side, height: side },
      },
    ],
    words,
    line: Math.max(1, 0.15 * mm),
    rounding: 0.6 * mm,
    outerRounding: 0.9 * mm,
    strips: [],
  };
}
