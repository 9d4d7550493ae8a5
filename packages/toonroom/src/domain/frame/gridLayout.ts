import {
  bandOf,
  type FrameLayout,
  type LayoutInput,
  lineOf,
  type WordsPlace,
} from './layoutParts.ts';

/** Height of a picture's name, in short sides. */
const nameShare = 0.1;
/** A pair whose pictures are wider than this stands one above the other. */
const widePair = 1.2;

/** Pictures of one size beside and below each other, each in an ink line, as panels of a page. */
export function gridLayout(input: LayoutInput): FrameLayout {
  const { frame, part, sources, short, nameOf } = input;
  const { crop } = part;
  const line = lineOf(short);
  const gap = Math.round(short * 0.035) + line * 2;
  const edge = Math.round(short * 0.06) + line;
  const name = frame.namesPictures ? Math.round(short * nameShare) + line : 0;
  const columns =
    frame.kind === 'pair'
      ? crop.width > widePair * crop.height
        ? 1
        : 2
      : columnsOf(sources.length, (crop.height + name) / crop.width);
  const rows = Math.ceil(sources.length / columns);
  const pictures = sources.map((source, index) => {
    const row = Math.floor(index / columns);
    // The last row stands in the middle.
    const inRow = Math.min(columns, sources.length - row * columns);
    const indent = Math.round(((columns - inRow) * (crop.width + gap)) / 2);
    const box = {
      x: edge + indent + (index % columns) * (crop.width + gap),
      y: edge + row * (crop.height + name + gap),
      width: crop.width,
      height: crop.height,
    };
    return { source, crop, box };
  });
  const names = pictures.map(({ source, box }): WordsPlace => ({
    role: 'name',
    text: nameOf(source),
    box: { ...box, y: box.y + box.height + line, height: name - line },
    align: 'center',
    size: { min: short * 0.02, max: short * 0.052 },
  }));
  const width = columns * crop.width + (columns - 1) * gap + 2 * edge;
  const bottom = rows * (crop.height + name) + (rows - 1) * gap + edge;
  // Names end in air of their own.
  const below = name > 0 ? Math.round(edge * 0.5) : edge;
  const band = bandOf(wider(input, width), {
    x: edge,
    y: bottom + Math.round(below * 0.4),
    width: width - 2 * edge,
    height: 0,
  });
  return {
    width,
    height:
      bottom + Math.round(band.height > 0 ? Math.max(below, edge * 0.8) : below) + band.height,
    pictures,
    words: [...(name > 0 ? names : []), ...band.words],
    line,
    rounding: 0,
    outerRounding: 0,
    strips: [],
  };
}

/** Words below several pictures are larger than those below one. */
function wider(input: LayoutInput, width: number): LayoutInput {
  return { ...input, short: Math.max(input.short, width * 0.5) };
}

/** As many columns as make the whole nearly square, preferring those that leave no place empty; `ratio` is height to width. */
function columnsOf(count: number, ratio: number): number {
  let best = { columns: 1, cost: Infinity };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const oblong = Math.abs(Math.log((rows * ratio) / columns));
    const cost = oblong + (columns * rows - count) / count;
    if (cost < best.cost) best = { columns, cost };
  }
  return best.columns;
}
