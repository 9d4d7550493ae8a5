import type { Box } from '../picture/geometry.ts';
import { layOutFrame, layOutFrameToFill } from './frameLayout.ts';
import type { FrameLayout, FrameOrder } from './layoutParts.ts';
import {
  type CutMark,
  fitInto,
  type Page,
  pageOf,
  portraitPart,
  portraitPlaces,
  type PrintOrder,
} from './paper.ts';

// Everything that is drawn: one framed picture by itself or on paper, or several small portraits on a sheet.

/** A frame on the scene; `box` is as wide to high as its layout. */
export interface Placement {
  readonly layout: FrameLayout;
  readonly box: Box;
}

export interface Scene {
  /** Whole px; on paper those of the page at its resolution. */
  readonly width: number;
  readonly height: number;
  /** Null where a frame stands by itself. */
  readonly page: Page | null;
  readonly placements: readonly Placement[];
  readonly marks: readonly CutMark[];
}

/** What every browser takes as a canvas. */
const mostPixels = 16_000_000;
const longestSidePx = 16_000;
/** A frame that nearly has the shape of the page covers it. */
const nearlyFull = 1.02;

/** The frame by itself, or on the paper that is asked for. */
export function sceneOf(order: FrameOrder, print: PrintOrder | null): Scene {
  if (print?.paper === 'passport') return portraitSheet(order, print);
  const plain = layOutFrame(order);
  if (!print) {
    const { width, height } = plain;
    const box = { x: 0, y: 0, width, height };
    return { width, height, page: null, placements: [{ layout: plain, box }], marks: [] };
  }
  const page = pageOf(print, plain.width / plain.height);
  const { room } = page;
  const layout = print.fit === 'fill' ? layOutFrameToFill(order, room.width / room.height) : plain;
  const box = print.fit === 'fill' ? cover(room, layout) : fitInto(room, layout);
  return { ...sizeOf(page), page, placements: [{ layout, box }], marks: [] };
}

/** How many px of the file one px of a scene becomes: less than 1 where no canvas would hold it. */
export function fileScale({ width, height }: Scene): number {
  return Math.min(
    1,
    Math.sqrt(mostPixels / (width * height)),
    longestSidePx / Math.max(width, height),
  );
}

/** Every face in turn, without frame and words. */
function portraitSheet({ frame, part, nameOf }: FrameOrder, print: PrintOrder): Scene {
  const page = pageOf(print, 1.5);
  const { boxes, marks } = portraitPlaces(page);
  const bare = { ...frame, kind: 'none' as const, bubbles: [] };
  const { crop, faces } = part;
  const people = faces.filter(
    ({ x, y, width, height }) =>
      x + width > crop.x &&
      y + height > crop.y &&
      x < crop.x + crop.width &&
      y < crop.y + crop.height,
  );
  const placements = boxes.map((box, index) => {
    const own = portraitPart(part, people[index % Math.max(1, people.length)]);
    return { layout: layOutFrame({ frame: bare, part: own, nameOf }), box };
  });
  return { ...sizeOf(page), page, placements, marks };
}

function sizeOf({ width, height }: Page): { readonly width: number; readonly height: number } {
  return { width, height };
}

/** As `fitInto`, but over the room's edges where that leaves only a thread of paper free. */
function cover(room: Box, size: { readonly width: number; readonly height: number }): Box {
  const across = room.width / size.width;
  const down = room.height / size.height;
  if (Math.max(across, down) > nearlyFull * Math.min(across, down)) return fitInto(room, size);
  const scale = Math.max(across, down);
  const [width, height] = [size.width * scale, size.height * scale];
  return {
    x: room.x + (room.width - width) / 2,
    y: room.y + (room.height - height) / 2,
    width,
    height,
  };
}
