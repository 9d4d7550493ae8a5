import type { Box } from '../picture/geometry.ts';
import {
  bandOf,
  type FilmStrip,
  type FrameLayout,
  type LayoutInput,
  partOfRatio,
  type PicturePlace,
  type WordsPlace,
} from './layoutParts.ts';

/** 35 mm film with Kodak Standard perforations (ISO 1007), mm. */
export const filmMm = {
  width: 35,
  picture: 24,
  pitch: 4.75,
  hole: { along: 1.98, across: 2.8, fromEdge: 2.01, rounding: 0.5 },
  /** Between two pictures. */
  gap: 1.9,
} as const;

/** Perforations for each picture: half frame for upright pictures, full frame for wide ones, one between for squares. */
const perforations = [4, 6, 8] as const;
/** Paper above, below and between strips, mm. */
const paperMm = 3;

/** The pictures as frames on strips of film, which go on beyond the left and right edge. */
export function filmLayout(input: LayoutInput): FrameLayout {
  const { sources, nameOf } = input;
  const perFrame = perforationsOf(input.part.crop.width / input.part.crop.height);
  const frameMm = perFrame * filmMm.pitch - filmMm.gap;
  const part = partOfRatio(input.part, frameMm / filmMm.picture);
  const { crop } = part;
  const mm = crop.height / filmMm.picture;
  const px = (value: number): number => Math.round(value * mm);
  const columns = framesPerStrip(sources.length, perFrame * filmMm.pitch);
  const rows = Math.ceil(sources.length / columns);
  // Half a perforation of film at both ends.
  const widthMm = (columns * perFrame + 1) * filmMm.pitch;
  const pitch = filmMm.width + paperMm;
  const pictures: PicturePlace[] = [];
  const words: WordsPlace[] = [];
  const strips: FilmStrip[] = [];
  for (let row = 0; row < rows; row++) {
    const top = paperMm + row * pitch;
    strips.push(stripAt(px, top, widthMm));
    for (let column = 0; column < columns; column++) {
      const left = filmMm.pitch / 2 + column * perFrame * filmMm.pitch + filmMm.gap / 2;
      const number = row * columns + column + 1;
      const source = sources[number - 1];
      const edge = edgeWords(px, mm, { left, top, width: frameMm });
      words.push(
        edge('start', 'lower', `▸ ${number}`),
        edge('center', 'lower', `▸ ${number}A`),
        edge('start', 'upper', source ? nameOf(source) : ''),
        edge('center', 'upper', column === 0 ? 'TOONROOM 400' : ''),
      );
      if (!source) continue;
      pictures.push({
        source,
        crop,
        box: {
          x: px(left),
          y: px(top + (filmMm.width - filmMm.picture) / 2),
          width: crop.width,
          height: crop.height,
        },
      });
    }
  }
  const width = px(widthMm);
  const bottom = px(paperMm + rows * pitch);
  const short = Math.min(width, bottom) * 0.9;
  const side = px(paperMm);
  const band = bandOf(
    { ...input, short },
    { x: side, y: bottom - px(paperMm * 0.4), width: width - 2 * side, height: 0 },
  );
  return {
    width,
    height: bottom + band.height,
    pictures,
    words: [...words.filter(({ text }) => text !== ''), ...band.words],
    line: Math.max(1, 0.2 * mm),
    rounding: 0.7 * mm,
    outerRounding: 0,
    strips,
  };
}

function perforationsOf(ratio: number): number {
  const distance = (count: number): number =>
    Math.abs(Math.log((count * filmMm.pitch - filmMm.gap) / filmMm.picture / ratio));
  return perforations.toSorted((a, b) => distance(a) - distance(b))[0]!;
}

/** As many frames to a strip as make the whole about twice as wide as high, with no place left empty if possible. */
function framesPerStrip(count: number, frameMm: number): number {
  let best = { columns: 1, cost: Infinity };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const ratio = (columns * frameMm + filmMm.pitch) / (rows * (filmMm.width + paperMm) + paperMm);
    const cost = Math.abs(Math.log(ratio / 1.8)) + (0.6 * (columns * rows - count)) / count;
    if (cost < best.cost) best = { columns, cost };
  }
  return best.columns;
}

function stripAt(px: (mm: number) => number, top: number, widthMm: number): FilmStrip {
  const { hole, pitch, width } = filmMm;
  const holes: Box[] = [];
  for (let index = 0; index * pitch < widthMm; index++) {
    const x = px((index + 0.5) * pitch - hole.along / 2);
    for (const from of [hole.fromEdge, width - hole.fromEdge - hole.across]) {
      holes.push({ x, y: px(top + from), width: px(hole.along), height: px(hole.across) });
    }
  }
  return {
    box: { x: 0, y: px(top), width: px(widthMm), height: px(width) },
    holes,
    holeRounding: px(hole.rounding),
  };
}

/** Places words on the film's edges, beyond the perforations, beside a frame; mm. */
function edgeWords(
  px: (mm: number) => number,
  mm: number,
  { left, top, width }: { readonly left: number; readonly top: number; readonly width: number },
): (at: 'start' | 'center', edge: 'upper' | 'lower', text: string) => WordsPlace {
  return (at, edge, text) => ({
    role: 'edge',
    text,
    box: {
      x: px(left + (at === 'center' ? width / 2 : 0)),
      y: px(top + (edge === 'upper' ? 0.15 : filmMm.width - 1.9)),
      width: px(width / 2 - 0.4),
      height: px(1.75),
    },
    align: 'start',
    size: { min: 0.6 * mm, max: 1.5 * mm },
  });
}
