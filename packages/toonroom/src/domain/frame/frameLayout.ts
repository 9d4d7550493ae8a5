import { filmLayout } from './filmLayout.ts';
import { sourcesOf } from './frame.ts';
import { gridLayout } from './gridLayout.ts';
import { type FrameLayout, type FrameOrder, type LayoutInput, partOfRatio } from './layoutParts.ts';
import { comicLayout, plainLayout, polaroidLayout } from './panelLayouts.ts';

/** The layout of a frame around the part, or around what a ratio leaves of it. */
export function layOutFrame(order: FrameOrder, ratio?: number): FrameLayout {
  const part = ratio === undefined ? order.part : partOfRatio(order.part, ratio);
  const { width, height } = part.crop;
  const input = { ...order, part, sources: sourcesOf(order.frame), short: Math.min(width, height) };
  return layouts[order.frame.kind](input);
}

/**
 * The layout whose whole is as near to `ratio` (width to height) as cutting the pictures allows. Polaroids and films keep
 * their own.
 */
export function layOutFrameToFill(order: FrameOrder, ratio: number): FrameLayout {
  if (order.frame.kind === 'polaroid' || order.frame.kind === 'film') return layOutFrame(order);
  let [low, high] = [0.1, 10];
  for (let step = 0; step < 24; step++) {
    const middle = Math.sqrt(low * high);
    const { width, height } = layOutFrame(order, middle);
    if (width / height < ratio) low = middle;
    else high = middle;
  }
  return layOutFrame(order, Math.sqrt(low * high));
}

const layouts = {
  none: (input: LayoutInput) => plainLayout(input, 0),
  plain: (input: LayoutInput) => plainLayout(input, input.frame.border),
  comic: comicLayout,
  polaroid: polaroidLayout,
  film: filmLayout,
  grid: gridLayout,
  pair: gridLayout,
} as const;
