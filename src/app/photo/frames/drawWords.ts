import { bubbleShape, wordsShare } from '#domain/frame/bubbleShape.ts';
import { type BubblePlace, bubbleUnit } from '#domain/frame/bubbles.ts';
import { type FittedWords, fitWords } from '#domain/frame/fitWords.ts';
import type { Bubble, Frame } from '#domain/frame/frame.ts';
import {
  type FrameLayout,
  lineOf,
  type WordsPlace,
  type WordsRole,
} from '#domain/frame/layoutParts.ts';
import { directionOf, type Measure } from '#domain/frame/words.ts';
import { mixed } from './colours.ts';
import { families, type Family } from './fonts.ts';

/** Lines lie this far below the middle of their row, in sizes of the letters. */
const baseline = 0.35;
const measureSize = 100;
/** Bubbles look the same in every frame. */
const bubblePaper = '#ffffff';
const bubbleInk = '#1c1b20';
const film = '#f0a441';

const familyOf: Readonly<Record<WordsRole, Family>> = {
  hand: 'hand',
  box: 'bubble',
  name: 'name',
  edge: 'name',
};
const weightOf: Readonly<Record<Family, number>> = { hand: 400, bubble: 400, name: 600 };

/** Draws words of a frame, px of the layout; tells whether some were cut for want of room. */
export function drawWords(
  context: CanvasRenderingContext2D,
  place: WordsPlace,
  { frame, layout }: { readonly frame: Frame; readonly layout: FrameLayout },
): boolean {
  const { role, text, box, size, align } = place;
  if (role === 'box') return drawCaptionBox(context, place, { frame, layout });
  const family = familyOf[role];
  const fitted = fitWords(text, { shape: 'box', ...box }, size, measureWith(context, family));
  const ink = role === 'edge' ? film : frame.ink;
  drawLines(context, text, fitted, { family, ink, align, box });
  return fitted.isCut;
}

/** A comic's caption: a box as wide as its words over the panel's upper corner, where reading begins. */
function drawCaptionBox(
  context: CanvasRenderingContext2D,
  { text, box, size, align }: WordsPlace,
  { frame, layout }: { readonly frame: Frame; readonly layout: FrameLayout },
): boolean {
  const pad = size.max * 0.42;
  const room = { width: box.width - 2 * pad, height: box.height - 1.4 * pad };
  const family = 'bubble';
  const fitted = fitWords(text, { shape: 'box', ...room }, size, measureWith(context, family));
  const width = fitted.width + 2 * pad;
  const height = fitted.lines.length * fitted.lineHeight + 1.4 * pad;
  const isMirrored = directionOf(text) === 'rtl';
  const x = isMirrored ? layout.width - box.x - width : box.x;
  const y = align === 'end' ? box.y + box.height - height : box.y;
  const { line } = layout;
  context.fillStyle = frame.ink;
  context.fillRect(x + line * 0.7, y + line * 0.7, width, height);
  context.fillStyle = mixed(frame.accent, '#ffffff', 0.76);
  context.fillRect(x, y, width, height);
  context.strokeStyle = frame.ink;
  context.lineWidth = line * 0.62;
  context.lineJoin = 'miter';
  context.strokeRect(x, y, width, height);
  const inner = {
    x: x + pad,
    y: y + 0.7 * pad,
    width: fitted.width,
    height: height - 1.4 * pad,
  };
  // On a light box the ink must be dark, whatever the frame's lines are.
  drawLines(context, text, fitted, { family, ink: bubbleInk, align: 'start', box: inner });
  return fitted.isCut;
}

/** Draws a bubble with its words; tells whether some were cut for want of room. */
export function drawBubble(
  context: CanvasRenderingContext2D,
  { kind, text }: Bubble,
  { box, tail }: BubblePlace,
  layout: FrameLayout,
): boolean {
  const path = new Path2D(bubbleShape(kind, box, tail));
  context.fillStyle = bubblePaper;
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- it is no array
  context.fill(path);
  context.strokeStyle = bubbleInk;
  const short = bubbleUnit(layout);
  context.lineWidth = lineOf(short) * 0.6;
  context.lineJoin = 'round';
  context.stroke(path);
  if (text.trim() === '') return false;
  const share = wordsShare[kind];
  const room = { shape: 'ellipse', width: box.width * share, height: box.height * share } as const;
  const size = { min: short * 0.014, max: Math.min(short * 0.09, box.height * 0.42) };
  const fitted = fitWords(text, room, size, measureWith(context, 'bubble'));
  drawLines(context, text, fitted, { family: 'bubble', ink: bubbleInk, align: 'center', box });
  return fitted.isCut;
}

interface Style {
  readonly family: Family;
  readonly ink: string;
  readonly align: WordsPlace['align'];
  readonly box: WordsPlace['box'];
}

function drawLines(
  context: CanvasRenderingContext2D,
  text: string,
  { lines, size, lineHeight }: FittedWords,
  { family, ink, align, box }: Style,
): void {
  const direction = directionOf(text);
  context.font = fontOf(family, size);
  context.fillStyle = ink;
  context.direction = direction;
  context.textBaseline = 'alphabetic';
  const startsLeft = (direction === 'ltr') === (align === 'start');
  const side = align === 'center' ? 'center' : startsLeft ? 'left' : 'right';
  context.textAlign = side;
  const x = { left: box.x, center: box.x + box.width / 2, right: box.x + box.width }[side];
  const top = box.y + (box.height - lines.length * lineHeight) / 2;
  for (const [index, line] of lines.entries()) {
    context.fillText(line, x, top + (index + 0.5) * lineHeight + baseline * size);
  }
}

function fontOf(family: Family, size: number): string {
  return `${weightOf[family]} ${size}px ${families[family]}`;
}

/** Widths do not depend on the scale at which is drawn, so that lines break at the same words. */
function measureWith(context: CanvasRenderingContext2D, family: Family): Measure {
  return (text) => {
    context.font = fontOf(family, measureSize);
    return context.measureText(text).width / measureSize;
  };
}
