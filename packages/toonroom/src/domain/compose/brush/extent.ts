import type { Box } from '../../picture/geometry.ts';
import type { Composition } from '../composition.ts';
import type { FindMask } from './areas.ts';
import { commonBox } from './cover.ts';
import type { FittedStroke } from './weights.ts';

/** What is painted reaches a little beyond where it is seen: edges are smooth, and behind people colours are continued. */
const marginPx = 24;
/** Of an area one place in so many px, along each side, is looked at. */
const lookPx = 4;

/** Whether a stroke may be seen in `box`, px of the composition's unwarped output. */
export function isStrokeIn(
  { area, box: strokeBox }: FittedStroke,
  box: Box,
  { outputWidth, outputHeight, reachPx }: Composition,
  areaOf: FindMask,
): boolean {
  // A head is warped sideways about as far as up and down.
  const margin = marginPx + 2 * reachPx;
  const wide = {
    x: box.x - margin,
    y: box.y - margin,
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  };
  const common = commonBox(strokeBox, wide);
  const seen =
    common && commonBox(common, { x: 0, y: 0, width: outputWidth, height: outputHeight });
  if (!seen || !area) return seen !== null;
  const mask = areaOf(area);
  const [scaleX, scaleY] = [mask.width / outputWidth, mask.height / outputHeight];
  const bottom = Math.min(mask.height, (wide.y + wide.height) * scaleY);
  const right = Math.min(mask.width, (wide.x + wide.width) * scaleX);
  for (let y = Math.max(0, Math.floor(wide.y * scaleY)); y < bottom; y += lookPx) {
    for (let x = Math.max(0, Math.floor(wide.x * scaleX)); x < right; x += lookPx) {
      if (mask.data[y * mask.width + x]! > 0) return true;
    }
  }
  return false;
}
