import type { HandleId } from '../handles.ts';
import type { AppState } from './store.ts';

/** The photo's people drawn small in every style. */
export interface WallSlice {
  /** Bitmaps of the shown photo, by {@link wallKey}; what is not drawn (yet) is absent. */
  readonly pictures: Readonly<Record<string, HandleId>>;
}

export const initialWall: WallSlice = { pictures: {} };

/** The face that the wall shows: the chosen one, else the largest; null where there is none. */
export function wallFace({ photo }: AppState): number | null {
  const drawn = photo.work?.drawing.faces.find(({ drawnAs }) => drawnAs === 'face');
  return photo.chosenFace ?? drawn?.faceId ?? null;
}

/** Names a picture of the wall. */
export function wallKey(faceId: number | null, styleId: string): string {
  return `${faceId ?? 'scene'} ${styleId}`;
}
