import type { HandleId } from '#app/shared/handles.ts';
import type { Drawing } from '#app/shared/state/photoSlice.ts';
import { currentRecipe } from '#app/photo/recipes.ts';
import { wallKey } from '#app/shared/state/wallSlice.ts';
import { faceRecipe, type Recipe } from '#domain/job/recipe.ts';
import { useApp } from '../../common/useApp.ts';
import { BitmapCanvas } from '../BitmapCanvas.tsx';
import { percent } from '../percent.ts';
import type { UnfinishedProps } from './Unfinished.tsx';

/** Each head as far as it is known of the drawing that is being made, where it is in the photo. */
export function Heads({ photo, drawing }: UnfinishedProps) {
  const partial = useApp(({ photo }) => photo.partial);
  const recipe = useAskedRecipe();
  const small = useSmallPictures(drawing, recipe);
  if (!recipe) return null;
  const faces = partial?.faces ?? drawing?.faces ?? [];
  return faces.map(({ faceId, head }) => {
    const { strength } = faceRecipe(recipe, faceId);
    const painted = partial?.heads[faceId];
    const bitmapId = painted ?? small(faceId);
    if (!head || bitmapId === undefined || strength === 0) return null;
    return (
      <div
        key={faceId}
        className="sketch"
        data-painted={painted !== undefined}
        style={{
          left: percent(head.x, photo.width),
          top: percent(head.y, photo.height),
          width: percent(head.side, photo.width),
          transform: `translate(-50%, -50%) rotate(${head.angle}rad)`,
          opacity: strength,
        }}
      >
        <BitmapCanvas bitmapId={bitmapId} />
      </div>
    );
  });
}

function useAskedRecipe(): Recipe | null {
  const faceRecipes = useApp(({ photo }) => photo.faceRecipes);
  const edits = useApp(({ photo }) => photo.edits);
  const styleId = useApp(({ settings }) => settings.styleId);
  return styleId === null ? null : currentRecipe(styleId, { faceRecipes, edits });
}

/** While another style is drawn: by face, the style wall's picture of it where the style is new. */
function useSmallPictures(
  drawing: Drawing | null,
  recipe: Recipe | null,
): (faceId: number) => HandleId | undefined {
  const isRestyling = useApp(
    ({ job }) => job.draw.status === 'running' && job.draw.task === 'restyle',
  );
  const pictures = useApp(({ wall }) => wall.pictures);
  return (faceId) => {
    if (!isRestyling || !drawing || !recipe) return undefined;
    const { styleId } = faceRecipe(recipe, faceId);
    const isNew = styleId !== faceRecipe(drawing.recipe, faceId).styleId;
    return isNew ? pictures[wallKey(faceId, styleId)] : undefined;
  };
}
