import { RecipeInUse } from '../export/recipes/RecipeInUse.tsx';
import { Lazy } from '../common/Lazy.tsx';
import { loadPhotoView } from '../workScene.ts';
import { Start } from '../start/Start.tsx';
import { StageFrame } from './StageFrame.tsx';

/** The large panel: the start, a photo that is being developed, or a photo and its drawing. */
export function Stage() {
  return (
    <StageFrame
      start={<Start />}
      startNote={<RecipeInUse />}
      view={<Lazy load={loadPhotoView} />}
    />
  );
}
