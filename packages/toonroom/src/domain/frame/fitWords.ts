import { graphemesOf, type Measure, type Paragraphs, type Piece, piecesOf } from './words.ts';

/** Words as lines of letters of one size. */
export interface FittedWords {
  /** Size of the letters, px. */
  readonly size: number;
  /** From one line to the next, px. */
  readonly lineHeight: number;
  readonly lines: readonly string[];
  /** Width of the longest line, px. */
  readonly width: number;
  /** Whether the end is missing for want of room. */
  readonly isCut: boolean;
}

/** The room that words have: a box, or the ellipse in it. */
export interface WordsRoom {
  readonly shape: 'box' | 'ellipse';
  readonly width: number;
  readonly height: number;
}

interface Line {
  text: string;
  /** In units of the size. */
  width: number;
}

const lineShare = 1.2;
const steps = 14;
const airShare = 0.93;
/** Lines are made no narrower than this share of their room. */
const leastBalance = 0.4;
const balanceSteps = 8;

/**
 * The largest letters between `min` and `max` px with which the words fit, words broken only where they would not fit
 * otherwise. Where not even the smallest fit, the rest is cut off with `…`.
 */
export function fitWords(
  text: string,
  room: WordsRoom,
  size: { readonly min: number; readonly max: number },
  measure: Measure,
): FittedWords {
  const cached = remember(measure);
  const paragraphs = piecesOf(text, cached);
  const layOut = (px: number, mayBreak: boolean): readonly Line[] | null =>
    linesIn({ paragraphs, room, size: px, mayBreak, measure: cached });
  const max = Math.max(size.min, size.max);
  for (const mayBreak of [false, true]) {
    if (!layOut(size.min, mayBreak)) continue;
    let [low, high] = [size.min, max];
    if (layOut(high, mayBreak)) low = high;
    for (let step = 0; step < steps && low < high; step++) {
      const middle = (low + high) / 2;
      if (layOut(middle, mayBreak)) low = middle;
      else high = middle;
    }
    // Words of several lines get some air, which also lets them be parted more evenly.
    const isOneLine = layOut(low, mayBreak)!.length === 1;
    const px = isOneLine ? low : Math.max(size.min, low * airShare);
    const lines = balanced(layOut(px, mayBreak) ?? layOut(low, mayBreak)!, (share) => {
      const narrow = { ...room, width: room.width * share };
      return linesIn({ paragraphs, room: narrow, size: px, mayBreak, measure: cached });
    });
    return fitted(lines, px, false);
  }
  const most = linesThatFit(room, size.min);
  const cut: Line[] = [];
  breakLines({
    paragraphs,
    mayBreak: true,
    measure: cached,
    most,
    widthOf: (line) => widthOfLine(room, size.min, line, most) / size.min,
    lines: cut,
  });
  const last = cut.at(-1);
  if (last) last.text = `${graphemesOf(last.text).slice(0, -1).join('').trimEnd()}…`;
  return fitted(cut, size.min, true);
}

/** The same number of lines of more even widths: those of the narrowest room that has no more of them. */
function balanced(
  lines: readonly Line[],
  layOut: (share: number) => readonly Line[] | null,
): readonly Line[] {
  let best = lines;
  let [low, high] = [leastBalance, 1];
  for (let step = 0; step < balanceSteps; step++) {
    const middle = (low + high) / 2;
    const narrow = layOut(middle);
    if (narrow?.length === lines.length) {
      best = narrow;
      high = middle;
    } else low = middle;
  }
  return best;
}

function fitted(lines: readonly Line[], size: number, isCut: boolean): FittedWords {
  const width = Math.max(0, ...lines.map((line) => line.width)) * size;
  return { size, lineHeight: size * lineShare, lines: lines.map(({ text }) => text), width, isCut };
}

interface LinesOrder {
  readonly paragraphs: Paragraphs;
  readonly room: WordsRoom;
  readonly size: number;
  readonly mayBreak: boolean;
  readonly measure: Measure;
}

/** The lines at a size; null where they do not fit. In an ellipse lines are as wide as it is where they are. */
function linesIn({
  paragraphs,
  room,
  size,
  mayBreak,
  measure,
}: LinesOrder): readonly Line[] | null {
  const most = linesThatFit(room, size);
  const total = paragraphs.flat().reduce((sum, { width }) => sum + width, 0) * size;
  const least = Math.max(1, paragraphs.length, Math.floor(total / room.width));
  if (least > most) return null;
  const counts = room.shape === 'box' ? [most] : rangeOf(least, most);
  for (const count of counts) {
    const lines: Line[] = [];
    const isWhole = breakLines({
      paragraphs,
      mayBreak,
      measure,
      most: count,
      widthOf: (line) => widthOfLine(room, size, line, count) / size,
      lines,
    });
    if (isWhole) return lines;
  }
  return null;
}

function rangeOf(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function linesThatFit({ height }: WordsRoom, size: number): number {
  return Math.max(1, Math.floor(height / (size * lineShare) + 1e-6));
}

/** Px that a line of `count`, which stand in the middle, has. */
function widthOfLine(
  { shape, width, height }: WordsRoom,
  size: number,
  line: number,
  count: number,
): number {
  if (shape === 'box') return width;
  const step = size * lineShare;
  const top = (line - count / 2) * step;
  // Letters do not fill their line: its corners may touch the ellipse.
  const far = Math.max(Math.abs(top + step * 0.15), Math.abs(top + step * 0.85));
  const share = (2 * far) / height;
  return share >= 1 ? 0 : width * Math.sqrt(1 - share * share);
}

interface BreakOrder {
  readonly paragraphs: Paragraphs;
  readonly mayBreak: boolean;
  readonly measure: Measure;
  /** The most lines. */
  readonly most: number;
  /** The room of a line in units of the size. */
  readonly widthOf: (line: number) => number;
  /** Filled, also where it is not all. */
  readonly lines: Line[];
}

/** Fills lines one after the other; false as soon as there are more than may be. */
function breakLines({ paragraphs, mayBreak, measure, most, widthOf, lines }: BreakOrder): boolean {
  let isOver = false;
  const open = (): Line | null => {
    if (lines.length >= most) {
      isOver = true;
      return null;
    }
    const line = { text: '', width: 0 };
    lines.push(line);
    return line;
  };
  const put = (line: Line | null, piece: Piece): Line | null => {
    if (!line) return null;
    const space = line.text === '' ? '' : piece.space;
    const width = (space === '' ? 0 : measure(space)) + piece.width;
    const room = widthOf(lines.length - 1);
    if (line.width + width <= room) {
      line.text += space + piece.text;
      line.width += width;
      return line;
    }
    if (line.text !== '') return put(open(), piece);
    if (!mayBreak) {
      isOver = true;
      return null;
    }
    return putLetters(line, piece.text);
  };
  const putLetters = (first: Line, text: string): Line | null => {
    let line = first;
    for (const letter of graphemesOf(text)) {
      const width = measure(letter);
      if (line.width + width > widthOf(lines.length - 1) && (line.text !== '' || most > 1)) {
        const next = open();
        if (!next) return null;
        line = next;
      }
      line.text += letter;
      line.width += width;
    }
    return line;
  };
  for (const pieces of paragraphs) {
    let line = open();
    for (const piece of pieces) {
      line = put(line, piece);
      if (!line) break;
    }
    if (isOver) return false;
  }
  return true;
}

function remember(measure: Measure): Measure {
  const known = new Map<string, number>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const width = measure(text);
    known.set(text, width);
    return width;
  };
}
