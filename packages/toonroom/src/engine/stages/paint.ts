import { cropSize } from '#domain/face/align.ts';
import { faceRecipe, hasOwnStrength, type Recipe } from '#domain/job/recipe.ts';
import { affineScale, type Box, invertAffine, mapBox } from '#domain/picture/geometry.ts';
import { headGrid, type PaintGrid, sceneGrid } from '#domain/picture/paintGrid.ts';
import type { Raster } from '#domain/picture/raster.ts';
import { type AlignedFace, cropsOverlap, type Face } from '../faces/faces.ts';
import type { JobRun } from '../jobs/jobRun.ts';
import { measureFidelity } from '../painting/fidelity.ts';
import { keepMarks } from '../painting/marks.ts';
import { paintHead } from '../painting/paintHead.ts';
import { paintOwn, paintOwnHead } from '../painting/paintOwn.ts';
import { paintScene, type Scene, type SceneOrder, viewScene } from '../painting/paintScene.ts';
import { readPhoto } from '../pixels/photoPixels.ts';
import type { OwnSession } from '../runtime/ownModels.ts';
import type { OpenPhoto } from '../photo/openPhoto.ts';
import { headEncoding } from './analyse.ts';
import type { DrawnLayer, Hooks, OtherStyle, Pace, Paintings, Ready, Size } from './artwork.ts';
import { plannedFace, type PlannedFace, plannedShape } from './plan.ts';

/** Longest side of a painting: a larger picture is enlarged from it. */
const mostPaintedPx = 4096;
/** A head that was painted for nearly this size serves. */
const mostEnlargement = 1.12;
/** One painted for a much larger size would have other lines. */
const mostReduction = 2;

/**
 * Paints the photo's heads, then its scene, for an output of that size. What is painted for previews is kept and serves
 * again. The photo must have been analysed.
 */
export async function paintPhoto(
  run: JobRun,
  photo: OpenPhoto,
  faces: readonly Face[],
  ready: Ready,
  recipe: Recipe,
  output: Size,
  hooks: Hooks,
  other?: OtherStyle,
): Promise<Paintings> {
  const size = paintedSize(output);
  const style = other ? ready.styles.get(other.styleId)! : ready.style;
  const layers = await layersOf(run, photo, faces, ready, recipe, size, hooks, other);
  const scenes = { ...ready, style };
  const scene = await sceneOf(run, photo, faces, scenes, recipe, size, hooks.pace, other);
  return { scene, layers };
}

/** The size that a picture is painted at for an output of that size. */
export function paintedSize({ width, height }: Size): Size {
  const factor = Math.min(1, mostPaintedPx / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
}

/** The whole photo painted, unwarped: everything that is not a head. */
async function sceneOf(
  run: JobRun,
  photo: OpenPhoto,
  faces: readonly Face[],
  { model, style, styles, ownModels }: Ready,
  recipe: Recipe,
  size: Size,
  pace: Pace,
  other: OtherStyle | undefined,
): Promise<Raster> {
  const hairColours = alignedFaces(faces).map(([faceId]) => {
    const asked = faceRecipe(recipe, faceId);
    return styles.get(asked.styleId)?.ownReach ? undefined : asked.tweaks?.hairColour;
  });
  const key = [style.id, ...hairColours].join(' ').trimEnd();
  const kept = photo.scenes.get(key);
  if (kept?.width === size.width && kept.height === size.height) return kept;
  const own = ownModels.get(style.id);
  const scene = await run.stage('scene', () => {
    if (own) return ownScene(run, photo, own, size, pace);
    const heads = alignedFaces(faces).map(([faceId, face]) => headEncoding(photo, faceId, face));
    const grid = sceneGrid(size.width, size.height, largestHead(photo, faces, size));
    const whole = { encoding: photo.encoding!, heads, grid };
    const isSeen = isPreview(photo, size) ? undefined : other?.isSeen;
    const order = { ...whole, style, hairColours, isSeen, ...viewOf(photo, whole) };
    return paintScene(model, photo.bitmap, order, async (done, total) => {
      run.events.progress('scene', done, total);
      await pace();
    });
  });
  if (isPreview(photo, size)) photo.scenes.set(key, scene);
  return scene;
}

/** The whole picture by a model of the user's own; the photo itself where that draws heads alone. */
async function ownScene(
  run: JobRun,
  photo: OpenPhoto,
  own: OwnSession,
  { width, height }: Size,
  pace: Pace,
): Promise<Raster> {
  const picture = readPhoto(photo.bitmap, width, height);
  if (own.settings.reach === 'head') return picture;
  return await paintOwn(own, picture, async (done, total) => {
    run.events.progress('scene', done, total);
    await pace();
  });
}

/** What a scene is painted from; kept for previews, since they show one style after the other. */
function viewOf(photo: OpenPhoto, scene: Scene): Pick<SceneOrder, 'view' | 'shown'> {
  if (!isPreview(photo, scene.grid)) return { view: viewScene(photo.bitmap, scene) };
  const shown = photo.previewRaster;
  photo.sceneView ??= viewScene(photo.bitmap, scene, shown);
  return { view: photo.sceneView, shown };
}

/** Each aligned head that is needed, painted from the warped photo; only what is not kept is painted anew. */
async function layersOf(
  run: JobRun,
  photo: OpenPhoto,
  faces: readonly Face[],
  ready: Ready,
  recipe: Recipe,
  size: Size,
  { pace, onHead }: Hooks,
  other: OtherStyle | undefined,
): Promise<readonly DrawnLayer[]> {
  const paintedIn = other && ready.styles.get(other.styleId)!;
  const plans: PlannedFace[] = [];
  for (const face of faces) {
    await pace();
    const { styleId } = faceRecipe(recipe, face.summary.faceId);
    const plan = plannedFace(photo, face, ready.styles.get(styleId)!, recipe, paintedIn);
    if (plan) plans.push(plan);
  }
  // What the brush shows of another style may lie far from a head. Its warp is then nowhere near, either.
  const isNeeded = (plan: PlannedFace): boolean =>
    !other || isPreview(photo, size) || other.isSeen(paintedBox(photo, plan, size));
  const wanted = plans.filter(isNeeded);
  const layers = wanted.map((plan) => keptLayer(photo, plan, plans, size));
  const missing = layers.filter((layer) => layer === undefined).length;
  if (missing > 0) {
    let done = 0;
    await run.stage('face', async () => {
      for (const [index, plan] of wanted.entries()) {
        if (layers[index]) continue;
        run.events.progress('face', done++, missing);
        const layer = await paintLayer(photo, plan, plans, ready, size, pace);
        layers[index] = layer;
        await onHead?.(plan.faceId, layer.drawing);
      }
    });
  }
  return layers.map((layer, index) => {
    const { faceId } = wanted[index]!;
    const own = hasOwnStrength(recipe, faceId) ? faceRecipe(recipe, faceId).strength : undefined;
    return { ...layer!, ownStrength: own };
  });
}

function keptLayer(
  photo: OpenPhoto,
  plan: PlannedFace,
  plans: readonly PlannedFace[],
  size: Size,
): DrawnLayer | undefined {
  const kept = photo.drawings.get(drawingKey(plan, plans));
  if (!kept) return undefined;
  const wanted = gridOf(photo, plan, size).width;
  const { width } = kept.drawing;
  return width * mostEnlargement < wanted || width > mostReduction * wanted
    ? undefined
    : { ...layerOf(plan), ...kept };
}

async function paintLayer(
  photo: OpenPhoto,
  plan: PlannedFace,
  plans: readonly PlannedFace[],
  { model, vision, ownModels }: Ready,
  size: Size,
  pace: Pace,
): Promise<DrawnLayer> {
  const { faceId, style, face } = plan;
  const own = ownModels.get(style.id);
  const encoding = headEncoding(photo, faceId, face);
  const warps = plans.map(({ warp }) => warp);
  const grid = gridOf(photo, plan, size);
  const order = { style, encoding, plan, tweaks: plan.tweaks, warps, grid };
  if (own) {
    const drawing = await paintOwnHead(own, model, photo.bitmap, order, pace);
    if (!photo.isFrame && isPreview(photo, size)) {
      photo.drawings.set(drawingKey(plan, plans), { drawing, fidelity: undefined });
    }
    return { ...layerOf(plan), drawing, fidelity: undefined };
  }
  const painted = await paintHead(model, photo.bitmap, order, pace);
  const { drawing } = painted;
  // From frame to frame they would flicker.
  if (plan.tweaks.keepsMarks && !photo.isFrame) {
    keepMarks(model, photo.bitmap, { face, encoding, plan, style }, drawing);
  }
  if (photo.isFrame || !isPreview(photo, size)) {
    return { ...layerOf(plan), drawing, fidelity: undefined };
  }
  const fidelity = measureFidelity(vision.landmarker, painted.model, drawing);
  photo.drawings.set(drawingKey(plan, plans), { drawing, fidelity });
  return { ...layerOf(plan), drawing, fidelity };
}

const layerOf = (plan: PlannedFace) => ({
  ...plan.warp,
  faceId: plan.faceId,
  style: plan.style,
  shape: plannedShape(plan),
});

/** Where a head's crop lies in the painting, px. */
function paintedBox({ bitmap }: OpenPhoto, { warp }: PlannedFace, { width }: Size): Box {
  const { x, y, ...side } = mapBox(invertAffine(warp.cropFromPhoto), {
    x: 0,
    y: 0,
    width: cropSize,
    height: cropSize,
  });
  const scale = width / bitmap.width;
  return { x: x * scale, y: y * scale, width: side.width * scale, height: side.height * scale };
}

/** The grid of a head as large as it is in the picture. */
function gridOf(photo: OpenPhoto, { face }: PlannedFace, size: Size): PaintGrid {
  return headGrid(headPx(photo, face, size));
}

/** Side of a head's crop in the picture, px. */
function headPx(
  { bitmap }: OpenPhoto,
  { cropFromPhoto, side = cropSize / affineScale(cropFromPhoto) }: AlignedFace,
  { width }: Size,
): number {
  return side * (width / bitmap.width);
}

function largestHead(photo: OpenPhoto, faces: readonly Face[], size: Size): number {
  return Math.max(0, ...alignedFaces(faces).map(([, face]) => headPx(photo, face, size)));
}

function isPreview({ previewSize }: OpenPhoto, { width, height }: Size): boolean {
  return width === previewSize.width && height === previewSize.height;
}

/** What a head's drawing depends on: its own plan, and those whose warps reach into its crop. */
function drawingKey(face: PlannedFace, all: readonly PlannedFace[]): string {
  const near = all.filter((other) => other !== face && cropsOverlap(face.warp, other.warp));
  return [face, ...near].map(({ key }) => key).join(', ');
}

function alignedFaces(faces: readonly Face[]): readonly (readonly [number, AlignedFace])[] {
  return faces.flatMap(({ summary, aligned }) =>
    aligned ? [[summary.faceId, aligned] as const] : [],
  );
}
