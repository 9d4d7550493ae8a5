import type { OpenedPhoto, Drawing } from '#app/photoSlice.ts';
import { faceRecipe } from '#domain/recipe.ts';
import { currentRecipe } from '#app/recipes.ts';
import { wallKey } from '#app/wallSlice.ts';
import { useApp } from '../common/useApp.ts';
import { BitmapCanvas } from './BitmapCanvas.tsx';
import { percent } from './percent.ts';

interface SketchesProps {
  readonly photo: OpenedPhoto;
  readonly drawing: Drawing;
}

/** While another style is drawn: the wall's small pictures of these people, where their heads are. */
export function Sketches({ photo, drawing }: SketchesProps) {
  const isWaiting = useApp(
    ({ job }) => job.draw.status === 'running' && job.draw.task === 'restyle',
  );
  const pictures = useApp(({ wall }) => wall.pictures);
  const own = useApp(({ photo }) => photo.faceRecipes);
  const styleId = useApp(({ settings }) => settings.styleId);
  if (!isWaiting || styleId === null) return null;
  const recipe = currentRecipe(styleId, own);
  return drawing.faces.map(({ faceId, head }) => {
    const asked = faceRecipe(recipe, faceId);
    const isNew = asked.styleId !== faceRecipe(drawing.recipe, faceId).styleId;
    const bitmapId = pictures[wallKey(faceId, asked.styleId)];
    if (!head || !isNew || bitmapId === undefined || asked.strength === 0) return null;
    return (
      <div
        key={faceId}
        className="sketch"
        style={{
          left: percent(head.x, photo.width),
          top: percent(head.y, photo.height),
          width: percent(head.side, photo.width),
          transform: `translate(-50%, -50%) rotate(${head.angle}rad)`,
          opacity: asked.strength,
        }}
      >
        <BitmapCanvas bitmapId={bitmapId} />
      </div>
    );
  });
}
