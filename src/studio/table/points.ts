import { keyPointCount, placeOf, pointsOf } from '#domain/pair/keyPoints.ts';
import { movePoints, turnPoints, within } from '#domain/pair/moving.ts';
import type { KeyPoints } from '#domain/pair/keyPoints.ts';
import type { Side } from '../align/alignment.ts';
import { realign } from './aligning.ts';
import { getStudio, patchStudio, type Reach, type StudioState } from './store.ts';

// What is done to the points by hand.

const mostSteps = 300;

/** Chooses a point of both pictures. */
export function choosePoint(point: number): void {
  patchStudio({ point: (point + keyPointCount) % keyPointCount });
}

/** The points that move with a point. */
export function reachedBy(reach: Reach, point: number): readonly number[] {
  if (reach === 'point') return [point];
  if (reach === 'feature') return pointsOf(placeOf(point).feature);
  return Array.from({ length: keyPointCount }, (_, index) => index);
}

/** Moves the chosen point, and what moves with it, by `way` px of its picture. */
export function moveChosen(side: Side, way: { x: number; y: number }, gesture: number): void {
  const { reach, point, isMirrored } = getStudio();
  change(
    side,
    (points) => movePoints(points, reachedBy(reach, point), way, isMirrored && reach !== 'face'),
    gesture,
  );
}

/** Scales what moves with the chosen point of the cartoon by `factor`, and turns it clockwise by `degrees`. */
export function turnChosen(factor: number, degrees: number): void {
  const { reach, point, isMirrored } = getStudio();
  const radians = (degrees * Math.PI) / 180;
  change(
    'cartoon',
    (points) => turnPoints(points, reachedBy(reach, point), factor, radians, isMirrored),
    null,
  );
}

/** Puts other points in place of those of a picture, none of them outside it. */
function change(
  side: Side,
  changed: (points: KeyPoints) => KeyPoints,
  gesture: number | null,
): void {
  const { points, past } = getStudio();
  const picture = getStudio()[side];
  if (!points || !picture) return;
  const { width, height } = picture.raster;
  const next = { ...points, [side]: within(changed(points[side]), width, height) };
  const goesOn = gesture !== null && past.at(-1)?.gesture === gesture;
  const steps = goesOn ? past : [...past, { points, gesture }].slice(-mostSteps);
  patchStudio({ points: next, past: steps, future: [], isChanged: true });
  realign();
}

export const canUndo = ({ past }: StudioState): boolean => past.length > 0;
export const canRedo = ({ future }: StudioState): boolean => future.length > 0;

export function undo(): void {
  const { points, past, future } = getStudio();
  const last = past.at(-1);
  if (!points || !last) return;
  patchStudio({
    points: last.points,
    past: past.slice(0, -1),
    future: [...future, points],
    isChanged: true,
  });
  realign();
}

export function redo(): void {
  const { points, past, future } = getStudio();
  const next = future.at(-1);
  if (!points || !next) return;
  patchStudio({
    points: next,
    past: [...past, { points, gesture: null }],
    future: future.slice(0, -1),
    isChanged: true,
  });
  realign();
}
