import { cropSize } from '#domain/face/align.ts';
import type { FaceLayer } from '#domain/compose/faceLayer.ts';
import type { Fidelity } from '#domain/face/fidelity.ts';
import { affineScale } from '#domain/picture/geometry.ts';
import { headGrid, type PaintGrid, sceneGrid } from '#domain/picture/paintGrid.ts';
import type { Raster } from '#domain/picture/raster.ts';
import { faceRecipe, hasOwnStrength, type Recipe } from '#domain/job/recipe.ts';
import type { ManifestStyle } from '#domain/model/styleManifest.ts';
import type { FaceSummary } from './contract.ts';
import { encodeHead, encodeScene, type Encoding, type HeadEncoding } from './encoding.ts';
import { type AlignedFace, cropsOverlap, type Face, type FacePlan, planFace } from './faces.ts';
import { measureFidelity } from './fidelity.ts';
import type { JobRun } from './jobRun.ts';
import type { Model } from './model.ts';
import type { OpenPhoto } from './openPhoto.ts';
import { paintHead } from './paintHead.ts';
import { paintScene, type Scene, type SceneOrder, viewScene } from './paintScene.ts';
import type { VisionTasks } from './visionTasks.ts';

/** What a drawing is made with. */
export interface Ready {
  readonly model: Model;
  readonly vision: VisionTasks;
  /** The style that the scene and most faces are drawn in. */
  readonly style: ManifestStyle;
  /** Every style that the recipe asks for, by id. */
  readonly styles: ReadonlyMap<string, ManifestStyle>;
}

/** A picture's size, px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A head to lay over the scene. */
export interface DrawnLayer extends FaceLayer {
  readonly faceId: number;
  readonly style: ManifestStyle;
  /** How true it is to the photo, where that was measured. */
  readonly fidelity: Fidelity | undefined;
}

/** The scene and the heads of a picture, painted for one size of output. */
export interface Paintings {
  readonly scene: Raster;
  readonly layers: readonly DrawnLayer[];
}

/** Longest side of a painting: a larger picture is enlarged from it. */
const mostPaintedPx = 4096;
/** A head that was painted for nearly this size serves. */
const nearlyFactor = 1.12;
/** One painted for a much larger size would have other lines. */
const muchFactor = 2;

/** Awaited between two runs of the model; what it throws ends the work. */
export type Pace = () => Promise<void>;

/** What a job does on its way. */
export interface Hooks {
  readonly pace: Pace;
  /** Is given the faces once they are found, each with the field that its head will be warped by. */
  readonly onFaces?: (faces: readonly FaceSummary[]) => void;
  /** Is given each head that is painted anew. */
  readonly onHead?: (faceId: number, drawing: Raster) => Promise<void>;
}

/** What the photo and each of its aligned faces consist of: found once, whatever is drawn of it. */
export async function analysePhoto(
  run: JobRun,
  photo: OpenPhoto,
  faces: readonly Face[],
  model: Model,
  pace: Pace,
): Promise<void> {
  const missing = faces.filter(
    ({ summary, aligned }) => aligned && !photo.headEncodings.get(summary.faceId),
  );
  if (photo.encoding && missing.length === 0) return;
  await run.stage('analyse', async () => {
    await pace();
    photo.encoding ??= await encodeScene(model, photo.previewRaster);
    for (const [index, face] of missing.entries()) {
      run.events.progress('analyse', index + 1, missing.length + 1);
      await pace();
      const { summary, aligned } = face;
      photo.headEncodings.set(summary.faceId, await encodeHead(model, photo.bitmap, aligned!));
    }
  });
}

/** What is known of the faces before they are drawn. */
export function plannedSummaries(
  photo: OpenPhoto,
  faces: readonly Face[],
  styles: Ready['styles'],
  recipe: Recipe,
): readonly FaceSummary[] {
  return faces.map((face) => {
    const { styleId } = faceRecipe(recipe, face.summary.faceId);
    const plan = plannedFace(photo, face, styles.get(styleId)!, recipe);
    return plan ? { ...face.summary, displacement: plan.warp.displacement } : face.summary;
  });
}

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
): Promise<Paintings> {
  const size = paintedSize(output);
  const layers = await layersOf(run, photo, faces, ready, recipe, size, hooks);
  const scene = await sceneOf(run, photo, faces, ready, size, hooks.pace);
  return { scene, layers };
}

function paintedSize({ width, height }: Size): Size {
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
  { model, style }: Ready,
  size: Size,
  pace: Pace,
): Promise<Raster> {
  const kept = photo.scenes.get(style.id);
  if (kept?.width === size.width && kept.height === size.height) return kept;
  const scene = await run.stage('scene', () => {
    const heads = alignedFaces(faces).map(([faceId, face]) => headEncoding(photo, faceId, face));
    const grid = sceneGrid(size.width, size.height, largestHead(photo, faces, size));
    const whole = { encoding: photo.encoding!, heads, grid };
    const order = { ...whole, style, ...viewOf(photo, whole) };
    return paintScene(model, photo.bitmap, order, async (done, total) => {
      run.events.progress('scene', done, total);
      await pace();
    });
  });
  if (isPreview(photo, size)) photo.scenes.set(style.id, scene);
  return scene;
}

/** What a scene is painted from; kept for previews, since they show one style after the other. */
function viewOf(photo: OpenPhoto, scene: Scene): Pick<SceneOrder, 'view' | 'shown'> {
  if (!isPreview(photo, scene.grid)) return { view: viewScene(photo.bitmap, scene) };
  const shown = photo.previewRaster;
  photo.sceneView ??= viewScene(photo.bitmap, scene, shown);
  return { view: photo.sceneView, shown };
}

/** Each aligned head, painted from the warped photo; only what is not kept is painted anew. */
async function layersOf(
  run: JobRun,
  photo: OpenPhoto,
  faces: readonly Face[],
  ready: Ready,
  recipe: Recipe,
  size: Size,
  { pace, onHead }: Hooks,
): Promise<readonly DrawnLayer[]> {
  const plans: PlannedFace[] = [];
  for (const face of faces) {
    await pace();
    const { styleId } = faceRecipe(recipe, face.summary.faceId);
    const plan = plannedFace(photo, face, ready.styles.get(styleId)!, recipe);
    if (plan) plans.push(plan);
  }
  const layers = plans.map((plan) => keptLayer(photo, plan, plans, size));
  const missing = layers.filter((layer) => layer === undefined).length;
  if (missing > 0) {
    let done = 0;
    await run.stage('face', async () => {
      for (const [index, plan] of plans.entries()) {
        if (layers[index]) continue;
        run.events.progress('face', done++, missing);
        const layer = await paintLayer(photo, plan, plans, ready, size, pace);
        layers[index] = layer;
        await onHead?.(plan.faceId, layer.drawing);
      }
    });
  }
  return layers.map((layer, index) => {
    const { faceId } = plans[index]!;
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
  return width * nearlyFactor < wanted || width > muchFactor * wanted
    ? undefined
    : { ...layerOf(plan), ...kept };
}

async function paintLayer(
  photo: OpenPhoto,
  plan: PlannedFace,
  plans: readonly PlannedFace[],
  { model, vision }: Ready,
  size: Size,
  pace: Pace,
): Promise<DrawnLayer> {
  const { faceId, style, face } = plan;
  const encoding = headEncoding(photo, faceId, face);
  const warps = plans.map(({ warp }) => warp);
  const grid = gridOf(photo, plan, size);
  const order = { style, encoding, plan, warps, grid };
  const painted = await paintHead(model, photo.bitmap, order, pace);
  const { drawing } = painted;
  if (!isPreview(photo, size)) return { ...layerOf(plan), drawing, fidelity: undefined };
  const fidelity = measureFidelity(vision.landmarker, painted.model, drawing);
  photo.drawings.set(drawingKey(plan, plans), { drawing, fidelity });
  return { ...layerOf(plan), drawing, fidelity };
}

const layerOf = ({ faceId, style, warp }: PlannedFace) => ({ ...warp, faceId, style });

/** The grid of a head as large as it is in the picture. */
function gridOf(photo: OpenPhoto, { face }: PlannedFace, size: Size): PaintGrid {
  return headGrid(headPx(photo, face, size));
}

/** Side of a head's crop in the picture, px. */
function headPx({ bitmap }: OpenPhoto, { cropFromPhoto }: AlignedFace, { width }: Size): number {
  return (cropSize / affineScale(cropFromPhoto)) * (width / bitmap.width);
}

function largestHead(photo: OpenPhoto, faces: readonly Face[], size: Size): number {
  return Math.max(0, ...alignedFaces(faces).map(([, face]) => headPx(photo, face, size)));
}

function isPreview({ previewSize }: OpenPhoto, { width, height }: Size): boolean {
  return width === previewSize.width && height === previewSize.height;
}

interface PlannedFace extends FacePlan {
  readonly faceId: number;
  readonly face: AlignedFace;
  readonly style: ManifestStyle;
  /** What the plan was made of. */
  readonly key: string;
}

/** How a face is drawn; undefined where it is only part of the scene. */
export function plannedFace(
  photo: OpenPhoto,
  { summary, aligned }: Face,
  style: ManifestStyle,
  recipe: Recipe,
): PlannedFace | undefined {
  if (!aligned) return undefined;
  const { faceId, reliability } = summary;
  const amount = faceRecipe(recipe, faceId).exaggeration * reliability;
  const key = `${faceId} ${style.id} ${amount}`;
  const plan = photo.plans.get(key) ?? planFace(aligned, style.proportions, amount);
  photo.plans.set(key, plan);
  return { ...plan, faceId, face: aligned, style, key };
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

/** What an analysed head consists of. */
export function headEncoding(
  photo: OpenPhoto,
  faceId: number,
  { cropFromPhoto }: AlignedFace,
): HeadEncoding {
  const encoding: Encoding = photo.headEncodings.get(faceId)!;
  return { ...encoding, cropFromPhoto };
}
