import type { HandleId } from '#app/shared/handles.ts';
import { useApp, useStyleName, useText } from '../common/useApp.ts';

interface ComparedSide {
  readonly name: string;
  /** What the drawing's side is called beside it. */
  readonly drawingName: string;
  /** Of the result; null where it is the photo. */
  readonly bitmapId: HandleId | null;
}

/** What the drawing is compared with: its photo, or another result of the photo. */
export function useCompared(): ComparedSide {
  const text = useText();
  const compared = useApp(({ history }) => history.compared);
  const styleName = useStyleName(compared?.styleId ?? null);
  const shownName = useStyleName(useApp(({ photo }) => photo.work?.drawing.recipe.styleId ?? null));
  return {
    name: styleName ?? text.photo,
    drawingName: (compared && shownName) ?? text.drawing,
    bitmapId: compared?.bitmapId ?? null,
  };
}
