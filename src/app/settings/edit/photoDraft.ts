import { createStore } from 'zustand/vanilla';
import { autoLight } from '#domain/edit/autoLight.ts';
import type { Light } from '#domain/edit/light.ts';
import { editKey } from '#domain/edit/editKey.ts';
import { noPhotoEdit, type PhotoEdit } from '#domain/edit/photoEdit.ts';
import {
  editedFromSource,
  editedSize,
  type Handle,
  movedCrop,
  movedPoint,
  mirroredEdit,
  resizedCrop,
  shapedCrop,
  type Size,
  turnedEdit,
  turnedSize,
  type Way,
} from '#domain/edit/photoGeometry.ts';
import type { Stroke } from '#domain/edit/strokes.ts';
import type { FaceRecipe } from '#sdk/index.ts';
import { adjust } from '../../history/adjust.ts';
import { bitmaps } from '../../shared/handles.ts';
import type { OpenedPhoto } from '../../shared/state/photoSlice.ts';
import { getState, watch } from '../../shared/state/store.ts';
import {
  emptyTimeline,
  stepBack,
  stepForward,
  type Timeline,
  withStep,
} from '../../shared/state/undo.ts';
import { changedEdits } from './tools.ts';

// What is set for a photo before it is drawn, until that is applied or given up. Fetched with its tool.

/** What the crop keeps to: any shape, the photo's, or a width to height. */
export const cropShapes = ['free', 'original', '1:1', '4:5', '16:9', '9:16'] as const;
export type CropShape = (typeof cropShapes)[number];

/** What the tool shows. */
export interface PhotoDraft {
  readonly edit: PhotoEdit;
  readonly shape: CropShape;
  /** The light that was measured last; null once something else was set. */
  readonly measured: Light | null;
}

const fresh: PhotoDraft = { edit: noPhotoEdit, shape: 'free', measured: null };

export const draftStore = createStore<PhotoDraft>()(() => fresh);

let timeline: Timeline<PhotoDraft> = emptyTimeline;

/** Side of the picture that the light is measured in. */
const lookPx = 256;

// Whenever the tool is opened it goes on from what the photo has.
watch(
  ({ photo }) => photo.tool === 'photo',
  (isOpen) => {
    timeline = emptyTimeline;
    if (isOpen)
      draftStore.setState({ ...fresh, edit: getState().photo.edits.photo ?? noPhotoEdit });
  },
);

/** The shown photo as it was opened. */
export function originalOf({
  edited,
  ...photo
}: OpenedPhoto): Size & Pick<OpenedPhoto, 'previewId'> {
  return edited?.original ?? photo;
}

/** Changes the edit; changes of one `gesture` are taken back together. */
export function changeEdit(change: Partial<PhotoEdit>, gesture?: number): void {
  const { edit } = draftStore.getState();
  setDraft({ edit: { ...edit, ...change }, measured: null }, gesture);
}

/** Moves the crop of an earlier moment. */
export function moveCrop(from: PhotoEdit, way: Way, gesture: number): void {
  withPhoto((size) => setDraft({ edit: movedCrop(from, size, way) }, gesture));
}

/** Moves an edge or corner of the crop of an earlier moment. */
export function resizeCrop(from: PhotoEdit, handle: Handle, way: Way, gesture: number): void {
  withPhoto((size) => {
    const ratio = ratioOf(draftStore.getState().shape, from, size);
    setDraft({ edit: resizedCrop(from, size, handle, way, ratio) }, gesture);
  });
}

/** Gives the crop a shape to keep to. */
export function chooseShape(shape: CropShape): void {
  withPhoto((size) => {
    const { edit } = draftStore.getState();
    setDraft({ shape, edit: shaped(edit, shape, size) });
  });
}

/** Turns what is seen by a quarter. */
export function turn(direction: 'left' | 'right'): void {
  withPhoto((size) => {
    const { edit, shape } = draftStore.getState();
    const turned = turnedEdit(edit, direction);
    // The photo's own shape turns with it.
    setDraft({ edit: shape === 'original' ? turned : shaped(turned, shape, size) });
  });
}

/** Exchanges left and right of what is seen. */
export function mirror(): void {
  setDraft({ edit: mirroredEdit(draftStore.getState().edit) });
}

/** Gives what is in the crop the light that it lacks. */
export function lightAutomatically(): void {
  withPhoto((_size, previewId) => {
    const { edit } = draftStore.getState();
    const bitmap = bitmaps.get(previewId);
    const measured = bitmap && autoLight(lookAt(bitmap, edit));
    if (measured) setDraft({ edit: { ...edit, ...measured }, measured });
  });
}

/** Puts everything back to the photo as it is. */
export function resetDraft(): void {
  setDraft(fresh);
}

/** Takes the last change back that was made since the tool was opened. */
export function undoDraft(): void {
  move(stepBack);
}

/** Makes again what was taken back. */
export function redoDraft(): void {
  move(stepForward);
}

/** Draws the photo as it is set now; one step back undoes all of it. */
export function applyDraft(): void {
  const { work, edits, faceRecipes } = getState().photo;
  const { edit } = draftStore.getState();
  if (!work || editKey(edit) === editKey(edits.photo)) return;
  const ids = newFaceIds(edit);
  const own = Object.entries(faceRecipes).flatMap(([id, recipe]): [number, FaceRecipe][] => {
    const faceId = ids.get(Number(id));
    return faceId === undefined ? [] : [[faceId, recipe]];
  });
  const photo = editKey(edit) === '' ? undefined : edit;
  const strokes = edits.strokes?.flatMap((stroke) => strokeOf(stroke, ids));
  const change = changedEdits({ photo, strokes });
  adjust({ edits: change, faceRecipes: Object.fromEntries(own) });
}

/** A stroke whose person has another id now; none where that person is gone. */
function strokeOf(stroke: Stroke, ids: ReadonlyMap<number, number>): readonly Stroke[] {
  const { area } = stroke;
  if (area?.kind !== 'person') return [stroke];
  const faceId = ids.get(area.faceId);
  return faceId === undefined ? [] : [{ ...stroke, area: { kind: 'person', faceId } }];
}

/**
 * What the ids of the faces will be: they count the faces by size, so those that stay in the picture move up. Faces that
 * come into it are not known yet.
 */
function newFaceIds(after: PhotoEdit): ReadonlyMap<number, number> {
  const { photo, drawing } = getState().photo.work!;
  const size = originalOf(photo);
  const { width, height } = editedSize(after, size);
  const staying = drawing.faces.filter(({ box }) => {
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const { x, y } = movedPoint(middle, size, { before: photo.edited?.edit, after });
    return x >= 0 && y >= 0 && x < width && y < height;
  });
  return new Map(staying.map(({ faceId }, index) => [faceId, index]));
}

function setDraft(change: Partial<PhotoDraft>, gesture?: number): void {
  const draft = draftStore.getState();
  timeline = withStep(timeline, draft, change, gesture);
  draftStore.setState(change);
}

function move(step: typeof stepBack): void {
  const moved = step(timeline, draftStore.getState());
  if (!moved) return;
  timeline = moved.timeline;
  draftStore.setState(moved.change);
}

function withPhoto(work: (size: Size, previewId: number) => void): void {
  const { photo } = getState().photo.work ?? {};
  if (!photo) return;
  const { previewId, width, height } = originalOf(photo);
  work({ width, height }, previewId);
}

function shaped(edit: PhotoEdit, shape: CropShape, size: Size): PhotoEdit {
  const ratio = ratioOf(shape, edit, size);
  // Without a crop of its own it has the photo's shape.
  if (ratio === null || (shape === 'original' && !edit.crop)) return edit;
  return shapedCrop(edit, size, ratio);
}

/** Width to height; null for any. */
function ratioOf(shape: CropShape, edit: PhotoEdit, size: Size): number | null {
  if (shape === 'free') return null;
  if (shape === 'original') {
    const { width, height } = turnedSize(edit, size);
    return width / height;
  }
  const [across, down] = shape.split(':').map(Number) as [number, number];
  return across / down;
}

/** What the crop shows, small and as the photo is lit itself. */
function lookAt(bitmap: ImageBitmap, edit: PhotoEdit): ImageData {
  const { width, height } = editedSize(edit, bitmap);
  const scale = Math.min(1, lookPx / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const { a, b, c, d, e, f } = editedFromSource(edit, bitmap);
  context.setTransform(scale * a, scale * b, scale * c, scale * d, scale * e, scale * f);
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
