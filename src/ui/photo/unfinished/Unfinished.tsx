import type { Drawing, OpenedPhoto } from '#app/shared/state/photoSlice.ts';
import { Heads } from './Heads.tsx';
import { FirstWarp, LiveWarp } from './HeadWarp.tsx';

export interface UnfinishedProps {
  readonly photo: OpenedPhoto;
  /** The drawing before; null while the photo is developed. */
  readonly drawing: Drawing | null;
}

/**
 * What the picture shows until its drawing is made, over the photo or the drawing before: its heads warped, then small
 * pictures of them, then the painted heads.
 */
export function Unfinished({ photo, drawing }: UnfinishedProps) {
  return (
    <>
      {drawing ? <LiveWarp photo={photo} drawing={drawing} /> : <FirstWarp photo={photo} />}
      <Heads photo={photo} drawing={drawing} />
    </>
  );
}
