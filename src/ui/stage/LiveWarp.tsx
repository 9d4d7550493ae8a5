import { useEffect, useMemo, useRef } from 'react';
import { bitmaps } from '#app/handles.ts';
import type { FinishedWork } from '#app/photoSlice.ts';
import { faceRecipe } from '#domain/recipe.ts';
import { useApp } from '../common/useApp.ts';
import { createWarpRenderer, type MovedHead, type WarpRenderer } from './warpRenderer.ts';

/** Less exaggeration than this in a drawing does not tell where more would lead. */
const leastDrawn = 0.05;

/** While the exaggeration is set: the drawing with its heads warped as far as the slider asks, until it is drawn. */
export function LiveWarp({ photo, drawing }: FinishedWork) {
  const heads = useMovedHeads(drawing);
  const canvas = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<WarpRenderer | null>(null);

  useEffect(
    () => () => {
      renderer.current?.free();
      renderer.current = null;
    },
    [],
  );
  useEffect(() => {
    const bitmap = bitmaps.get(drawing.bitmapId);
    if (!canvas.current) return;
    const isMoved = heads.length > 0 && bitmap !== undefined;
    if (isMoved) renderer.current ??= createWarpRenderer(canvas.current);
    canvas.current.hidden = !isMoved || !renderer.current?.draw(bitmap, photo, heads);
  }, [heads, drawing.bitmapId, photo]);

  return <canvas ref={canvas} className="live-warp" hidden aria-hidden="true" />;
}

/** The heads whose exaggeration is no longer that of the drawing. */
function useMovedHeads({ recipe, faces }: FinishedWork['drawing']): readonly MovedHead[] {
  const styleId = useApp(({ settings }) => settings.styleId) ?? recipe.styleId;
  const exaggeration = useApp(({ settings }) => settings.exaggeration);
  const own = useApp(({ photo }) => photo.faceRecipes);
  return useMemo(() => {
    const asked = { styleId, strength: 1, exaggeration, faces: own };
    return faces.flatMap(({ faceId, head, displacement }) => {
      const [now, then] = [faceRecipe(asked, faceId), faceRecipe(recipe, faceId)];
      const isMoved = now.exaggeration !== then.exaggeration && now.styleId === then.styleId;
      if (!head || !displacement || !isMoved || then.exaggeration < leastDrawn) return [];
      return [{ head, displacement, amount: now.exaggeration / then.exaggeration - 1 }];
    });
  }, [faces, recipe, styleId, exaggeration, own]);
}
