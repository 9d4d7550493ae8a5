import { baseEntry } from '#app/shared/styleEntries.ts';
import { useEffect, useMemo, useRef } from 'react';
import { bitmaps, type HandleId } from '#app/shared/handles.ts';
import type { FinishedWork, OpenedPhoto } from '#app/shared/state/photoSlice.ts';
import { tweakFace } from '#domain/edit/tweakFace.ts';
import { type FaceTweaks, tweakNames } from '#domain/edit/tweaks.ts';
import { warpField } from '#domain/face/warp.ts';
import { faceRecipe } from '#domain/job/recipe.ts';
import type { Box, FaceSummary } from '#sdk/index.ts';
import { useApp } from '../../common/useApp.ts';
import { percent } from '../percent.ts';
import { createWarpRenderer, type MovedHead, type WarpRenderer } from './warpRenderer.ts';

/** Less exaggeration than this in a drawing does not tell where more would lead. */
const leastDrawn = 0.05;
const growMs = 500;
/** Each takes about a frame to compute; the others wait for their drawing. */
const mostTweaked = 4;

/** While proportions are set: the drawing with its heads warped as far as the slider asks, until it is drawn. */
export function LiveWarp({ photo, drawing }: FinishedWork) {
  const heads = useMovedHeads(drawing);
  return <WarpedPicture photo={photo} bitmapId={drawing.bitmapId} heads={heads} />;
}

/** While a photo is developed: the photo, its heads warped and its colours about those of the style. */
export function FirstWarp({ photo }: { readonly photo: OpenedPhoto }) {
  const faces = useApp(({ photo }) => photo.partial?.faces);
  const chroma = useApp((state) => baseEntry(state, state.settings.styleId)?.chroma ?? 1);
  const strength = useApp(({ settings }) => settings.strength);
  const heads = useMemo(
    () =>
      (faces ?? []).flatMap(({ head, displacement }) =>
        head && displacement ? [{ head, displacement, amount: 1 }] : [],
      ),
    [faces],
  );
  if (heads.length === 0 || strength === 0) return null;
  return (
    <div className="first-warp" style={{ '--chroma': chroma, opacity: strength }}>
      <WarpedPicture photo={photo} bitmapId={photo.previewId} heads={heads} isFirst />
    </div>
  );
}

interface WarpedPictureProps {
  readonly photo: OpenedPhoto;
  readonly bitmapId: HandleId;
  /** Without any the canvas is hidden. */
  readonly heads: readonly MovedHead[];
  /** Shows all of the photo, whose heads are seen to move; else only what moves is drawn. */
  readonly isFirst?: boolean;
}

function WarpedPicture({ photo, bitmapId, heads, isFirst = false }: WarpedPictureProps) {
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
    const bitmap = bitmaps.get(bitmapId);
    const shown = canvas.current;
    if (!shown) return;
    if (heads.length === 0 || !bitmap) {
      shown.hidden = true;
      return;
    }
    const area = isFirst
      ? { x: 0, y: 0, width: photo.width, height: photo.height }
      : areaOf(heads, photo, bitmap.width);
    Object.assign(shown.style, {
      left: percent(area.x, photo.width),
      top: percent(area.y, photo.height),
      width: percent(area.width, photo.width),
      height: percent(area.height, photo.height),
    });
    const draw = (share: number): void => {
      const moved = heads.map((head) => ({ ...head, amount: head.amount * share }));
      shown.hidden = !renderer.current?.draw(bitmap, photo, moved, area);
    };
    let stop: () => void;
    const show = (): void => {
      if (isFirst && !matchMedia('(prefers-reduced-motion: reduce)').matches) stop = grow(draw);
      else draw(1);
    };
    // Each of the first steps takes a while: in one task they would block the page.
    stop = inFrame(() => {
      renderer.current ??= createWarpRenderer(shown);
      stop = inFrame(show);
    });
    if (renderer.current) {
      stop();
      show();
    }
    return () => stop();
  }, [heads, bitmapId, photo, isFirst]);

  return <canvas ref={canvas} className="live-warp" hidden aria-hidden="true" />;
}

/** The upright box around the heads' squares: photo px, but whole px of a bitmap of that width, or it would blur. */
function areaOf(heads: readonly MovedHead[], photo: OpenedPhoto, bitmapWidth: number): Box {
  const scale = bitmapWidth / photo.width;
  const reach = heads.map(({ head: { x, y, side, angle } }) => {
    const half = (side / 2) * (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle)));
    return { left: x - half, top: y - half, right: x + half, bottom: y + half };
  });
  const first = (values: number[]): number =>
    Math.floor(Math.max(0, Math.min(...values)) * scale) / scale;
  const last = (values: number[], most: number): number =>
    Math.ceil(Math.min(most, Math.max(...values)) * scale) / scale;
  const x = first(reach.map(({ left }) => left));
  const y = first(reach.map(({ top }) => top));
  return {
    x,
    y,
    width:
      last(
        reach.map(({ right }) => right),
        photo.width,
      ) - x,
    height:
      last(
        reach.map(({ bottom }) => bottom),
        photo.height,
      ) - y,
  };
}

/** Runs `step` in the next frame; returns what prevents it. */
function inFrame(step: () => void): () => void {
  const frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}

/** Draws with shares that rise to 1; returns what stops it. */
function grow(draw: (share: number) => void): () => void {
  const start = performance.now();
  let frame = requestAnimationFrame(function step(now) {
    const time = Math.min(1, Math.max(0, now - start) / growMs);
    draw(time * (2 - time));
    if (time < 1) frame = requestAnimationFrame(step);
  });
  return () => cancelAnimationFrame(frame);
}

/** The heads whose proportions are no longer those of the drawing. */
function useMovedHeads({ recipe, faces }: FinishedWork['drawing']): readonly MovedHead[] {
  const styleId = useApp(({ settings }) => settings.styleId) ?? recipe.styleId;
  const exaggeration = useApp(({ settings }) => settings.exaggeration);
  const own = useApp(({ photo }) => photo.faceRecipes);
  const tweaks = useApp(({ photo }) => photo.edits.tweaks);
  return useMemo(() => {
    const asked = { styleId, strength: 1, exaggeration, faces: own, ...(tweaks && { tweaks }) };
    return faces.flatMap((face, index) => {
      const [now, then] = [faceRecipe(asked, face.faceId), faceRecipe(recipe, face.faceId)];
      if (now.styleId !== then.styleId) return [];
      const tweaked = index < mostTweaked ? tweakedHead(face, then.tweaks, now.tweaks) : undefined;
      if (tweaked) return [tweaked];
      const { head, displacement } = face;
      const isMoved = now.exaggeration !== then.exaggeration;
      if (!head || !displacement || !isMoved || then.exaggeration < leastDrawn) return [];
      return [{ head, displacement, amount: now.exaggeration / then.exaggeration - 1 }];
    });
  }, [faces, recipe, styleId, exaggeration, own, tweaks]);
}

/** A drawn head as far as what was changed by hand is no longer what it was drawn with. */
function tweakedHead(
  { head, untweaked, reliability }: FaceSummary,
  then: FaceTweaks = {},
  now: FaceTweaks = {},
): MovedHead | undefined {
  if (!head || !untweaked) return undefined;
  if (tweakNames.every((name) => (then[name] ?? 0) === (now[name] ?? 0))) return undefined;
  const landmarks = { space: 'crop', xy: untweaked, z: null } as const;
  const [before, after] = [then, now].map((tweaks) => tweakFace(landmarks, tweaks, reliability));
  return { head, displacement: warpField(before!, after!), amount: 1 };
}
