import { objectOf, oneOf } from '../edit/fields.ts';
import type { Box } from '../picture/geometry.ts';
import type { FramedPart } from './layoutParts.ts';
import { partOfRatio } from './layoutParts.ts';

// Paper that a frame is printed on.

export const papers = ['10x15', 'a4', 'a5', '10x10', 'passport'] as const;
/** `passport`: eight small portraits on 10 × 15 cm, to be cut out. */
export type Paper = (typeof papers)[number];

export const printFits = ['fit', 'fill'] as const;
/** `fill` cuts pictures to the paper's shape, `fit` leaves paper free. */
export type PrintFit = (typeof printFits)[number];

export interface PrintOrder {
  readonly paper: Paper;
  readonly fit: PrintFit;
  readonly hasMargin: boolean;
}

/** `value` as a PrintOrder. @throws RangeError. */
export function validatePrint(value: unknown): PrintOrder {
  const { paper, fit, hasMargin } = objectOf('print', value);
  return {
    paper: oneOf('paper', papers, paper),
    fit: oneOf('fit', printFits, fit),
    hasMargin: hasMargin === true,
  };
}

export const printDpi = 300;
const mmPerInch = 25.4;
/** Printers that print up to the edge are rare. */
const marginMm = 6;

/** Short and long side, mm. */
const sizesMm: Readonly<Record<Paper, readonly [number, number]>> = {
  '10x15': [100, 150],
  a4: [210, 297],
  a5: [148, 210],
  '10x10': [100, 100],
  passport: [100, 150],
};

/** Of a small portrait. */
export const portraitMm = { width: 35, height: 45, columns: 4, rows: 2, gap: 2 } as const;
/** Height of a head, from chin to crown, on a small portrait; the room above it. In heights of the portrait. */
const headShare = 0.62;
const aboveHead = 0.12;
/** From the box of a face to the head with its hair, in heights of the box. */
const headPerFace = { above: 0.42, whole: 1.45 } as const;

export interface Page {
  readonly widthMm: number;
  readonly heightMm: number;
  /** Whole px at `printDpi`. */
  readonly width: number;
  readonly height: number;
  /** Where it may be printed, px. */
  readonly room: Box;
}

/** A line to cut along, px. */
export interface CutMark {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export function mmToPx(mm: number, dpi: number = printDpi): number {
  return Math.round((mm * dpi) / mmPerInch);
}

/** The page, lying where what is printed is wider than high; small portraits always lie. */
export function pageOf({ paper, hasMargin }: PrintOrder, ratio: number): Page {
  const [short, long] = sizesMm[paper];
  const lies = paper === 'passport' || ratio > 1;
  const [widthMm, heightMm] = lies ? [long, short] : [short, long];
  const [width, height] = [mmToPx(widthMm), mmToPx(heightMm)];
  const margin = hasMargin && paper !== 'passport' ? mmToPx(marginMm) : 0;
  return {
    widthMm,
    heightMm,
    width,
    height,
    room: { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin },
  };
}

/** Whole px in the middle of the room, as large as fits, for something of this size. */
export function fitInto(room: Box, size: { readonly width: number; readonly height: number }): Box {
  const scale = Math.min(room.width / size.width, room.height / size.height);
  const width = Math.min(room.width, Math.round(size.width * scale));
  const height = Math.min(room.height, Math.round(size.height * scale));
  return {
    x: room.x + Math.round((room.width - width) / 2),
    y: room.y + Math.round((room.height - height) / 2),
    width,
    height,
  };
}

/** Where small portraits lie on their page, and where it is cut. */
export function portraitPlaces(page: Page): {
  readonly boxes: readonly Box[];
  readonly marks: readonly CutMark[];
} {
  const { columns, rows, gap } = portraitMm;
  const width = mmToPx(portraitMm.width);
  const height = mmToPx(portraitMm.height);
  const space = mmToPx(gap);
  const left = Math.round((page.width - columns * width - (columns - 1) * space) / 2);
  const top = Math.round((page.height - rows * height - (rows - 1) * space) / 2);
  const boxes = Array.from({ length: columns * rows }, (_, index) => ({
    x: left + (index % columns) * (width + space),
    y: top + Math.floor(index / columns) * (height + space),
    width,
    height,
  }));
  return { boxes, marks: boxes.flatMap(marksAround) };
}

/** Two short lines at every corner, which do not touch the picture. */
function marksAround({ x, y, width, height }: Box): readonly CutMark[] {
  const [from, to] = [mmToPx(0.2), mmToPx(0.9)];
  return [-1, 1].flatMap((across) =>
    [-1, 1].flatMap((down) => {
      const cornerX = across < 0 ? x : x + width;
      const cornerY = down < 0 ? y : y + height;
      return [
        { x1: cornerX + across * from, y1: cornerY, x2: cornerX + across * to, y2: cornerY },
        { x1: cornerX, y1: cornerY + down * from, x2: cornerX, y2: cornerY + down * to },
      ];
    }),
  );
}

/**
 * The part of a photo on a small portrait: the head as large as on a passport photo, as far as the photo reaches; without
 * a face the largest part of that shape.
 */
export function portraitPart({ crop, faces }: FramedPart, face: Box | undefined): FramedPart {
  const ratio = portraitMm.width / portraitMm.height;
  if (!face) return partOfRatio({ crop, faces }, ratio);
  const head = face.height * headPerFace.whole;
  const wanted = head / headShare;
  const height = Math.max(1, Math.round(Math.min(wanted, crop.height, crop.width / ratio)));
  const width = Math.max(1, Math.min(crop.width, Math.round(height * ratio)));
  const within = (start: number, length: number, from: number, whole: number): number =>
    Math.round(Math.min(from + whole - length, Math.max(from, start)));
  const top = face.y - face.height * headPerFace.above - height * aboveHead;
  return {
    crop: {
      x: within(face.x + face.width / 2 - width / 2, width, crop.x, crop.width),
      y: within(top, height, crop.y, crop.height),
      width,
      height,
    },
    faces,
  };
}
