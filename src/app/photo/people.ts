import type { Box } from '#domain/picture/geometry.ts';
import { inReadingOrder } from '#domain/face/readingOrder.ts';
import type { FaceSummary } from '#sdk/index.ts';
import { patch } from '../shared/state/store.ts';

/** A person of the photo with a style and sliders of their own. */
export interface Person {
  readonly faceId: number;
  /** 1 for the first in reading order; the number that people see. */
  readonly number: number;
  /** Of the face, in px of the photo. */
  readonly box: Box;
}

/** The people of a drawing in reading order. */
export function peopleOf(faces: readonly FaceSummary[]): readonly Person[] {
  const drawn = faces.filter(({ drawnAs }) => drawnAs === 'face');
  return inReadingOrder(drawn).map(({ faceId, box }, index) => ({
    faceId,
    box,
    number: index + 1,
  }));
}

/** Frames a person in the picture while their chip is hovered or focused; null removes the frame. */
export function pointAt(pointedFace: number | null): void {
  patch('photo', { pointedFace });
}
