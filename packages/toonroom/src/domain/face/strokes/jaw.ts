import { jaw } from '../landmarks.ts';
import { smoothstep } from '../../picture/smoothstep.ts';
import type { Canvas } from './canvas.ts';
import { curve, dot, evenly, ribbon, subtract } from './curves.ts';
import { type Face, hullOf, pick } from './face.ts';
import type { StrokeChannel, StrokeNumbers } from './numbers.ts';

/**
 * Draws the jaw line from ear to ear: tapered, broken on the lit side, absent on the far side of a
 * turned face.
 */
export function drawJaw(canvas: Canvas<StrokeChannel>, face: Face, n: StrokeNumbers): void {
  if (n.jaw <= 0) return;
  const path = curve(pick(face, jaw), 4);
  const inside = hullOf(face);
  const breadth = (end: number): number =>
    Math.abs(dot(subtract(face.points[end]!, face.points[1]!), face.across));
  const [right, left] = [breadth(234), breadth(454)];
  const widths = evenly(0, 1, path.length).map((t, index) => {
    const [x, y] = path[index]!;
    const ends = smoothstep(0.02, 0.14, t) * smoothstep(0.98, 0.86, t);
    const weight = (0.5 + 0.5 * Math.sin(Math.PI * t) ** 2) * ends;
    const lit = smoothstep(0.62, 0.1, t) * (0.35 + 0.65 * smoothstep(0.5, 0.2, Math.abs(t - 0.3)));
    const outside = smoothstep(0.09, 0.04, inside(x, y) / face.unit);
    // On the far side of a turned face, the background's edge already marks the outline.
    const near = smoothstep(0.5, 0.8, (t < 0.5 ? right : left) / Math.max(right, left));
    const turned = near + (1 - near) * smoothstep(0.25, 0.08, Math.abs(t - 0.5));
    return turned * weight * (1 - n.jawBreak * lit) * outside * n.jaw * face.pen;
  });
  canvas.fill('jaw', ribbon(path, widths));
}
