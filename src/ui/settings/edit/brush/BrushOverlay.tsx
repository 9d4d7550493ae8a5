/** Takes the strokes of the brush over the picture. */
export function BrushOverlay() {
  return null;
}
