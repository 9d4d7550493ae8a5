/**
 * Width and height of frames whose longer side is at most `longSidePx`, never enlarged by more than a px: even, since
 * video codecs ask for it.
 */
export function evenSize(
  { width, height }: { readonly width: number; readonly height: number },
  longSidePx: number,
): { readonly width: number; readonly height: number } {
  const factor = Math.min(1, longSidePx / Math.max(width, height));
  const even = (px: number): number => Math.max(2, 2 * Math.round((px * factor) / 2));
  return { width: even(width), height: even(height) };
}
