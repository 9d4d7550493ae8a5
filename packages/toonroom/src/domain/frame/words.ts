// Words broken into lines that fit a place. No font is known here: whoever draws lends its measure.

/** Width of a text in units of its letters' size. */
export type Measure = (text: string) => number;

/** Letters that are not parted, and the space before them. */
export interface Piece {
  readonly text: string;
  /** In units of the size. */
  readonly width: number;
  /** The spaces before it, which go at a line's start. */
  readonly space: string;
}

/** The pieces of each paragraph. */
export type Paragraphs = readonly (readonly Piece[])[];

export type Direction = 'ltr' | 'rtl';

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/** Scripts that may be broken anywhere between two words, without a space. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff00-\uffef]/u;
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
/** What no line begins with: closing marks, and small kana that belong to the sound before. */
const closing =
  /^[\p{Pe}\p{Pf}、。，．：；？！!?.,:;%…‥ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ·]/u;
const opening = /[\p{Ps}\p{Pi}]$/u;
const breakAfter = /[-–—/]$/u;

/** The direction of the first letter that has one, as in a field with `dir="auto"`. */
export function directionOf(text: string): Direction {
  for (const { 0: letter } of text.matchAll(/\p{L}/gu)) {
    return rightToLeft.test(letter) ? 'rtl' : 'ltr';
  }
  return 'ltr';
}

/** Breaks a text into what stays together: words of spaced scripts, single words and characters of others. */
export function piecesOf(text: string, measure: Measure): Paragraphs {
  const words = new Intl.Segmenter(undefined, { granularity: 'word' });
  return text
    .trim()
    .split(/\r\n|\r|\n/)
    .map((paragraph) => {
      const found: { text: string; space: string }[] = [];
      let space = '';
      for (const { segment } of words.segment(paragraph)) {
        if (segment.trim() === '') {
          space += segment;
          continue;
        }
        const last = found.at(-1);
        if (last && space === '' && staysTogether(last.text, segment)) last.text += segment;
        else found.push({ text: segment, space: found.length === 0 ? '' : space });
        space = '';
      }
      return found.map((piece) => ({ ...piece, width: measure(piece.text) }));
    });
}

function staysTogether(before: string, after: string): boolean {
  if (closing.test(after)) return true;
  if (opening.test(before)) return true;
  if (breakAfter.test(before)) return false;
  const [last = ''] = /.$/su.exec(before) ?? [];
  const [first = ''] = /^./su.exec(after) ?? [];
  return ![last, first].some((letter) => unspaced.test(letter) || emoji.test(letter));
}

/** The characters that people see, of which no line parts one. */
export function graphemesOf(text: string): readonly string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}
