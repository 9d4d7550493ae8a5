import type { FrameSource } from '#domain/frame/frame.ts';
import { fileScale, type Scene } from '#domain/frame/scene.ts';
import type { Box } from '#domain/picture/geometry.ts';
import { engine, outputOf, withFile } from '../../photo/engine.ts';
import { drawCloseUp } from '../../photo/offScreen.ts';
import { bitmaps } from '../../shared/handles.ts';
import { joinPhases } from '../../shared/phases.ts';
import type { Headway } from '../../shared/state/jobSlice.ts';
import type { FinishedWork } from '../../shared/state/photoSlice.ts';
import type { FramePicture } from '../../photo/frames/drawScene.ts';
import { loadFonts } from '../../photo/frames/fonts.ts';
import { sourceRecipe } from './pictureSources.ts';

/** What of pictures a canvas takes; larger ones are drawn to a file of their part alone. */
const mostPixels = 16_000_000;

/** A picture, or undefined while it is on its way. */
export type PictureOf = (source: FrameSource) => FramePicture | undefined;

/** Draws pictures of the shown photo at the size of its preview: those in other styles when they are asked for. */
export interface PreviewPictures {
  /** Draws what is missing, one after the other; only what was asked for last. */
  readonly ask: (sources: readonly FrameSource[]) => void;
  /** Stops drawing and frees the pictures. */
  readonly close: () => void;
}

/**
 * Calls `onChange` soon, once the lettering is there, and with each picture that arrives, with what gives the pictures
 * there are. A style that cannot be drawn stays empty.
 */
export function previewPictures(
  work: FinishedWork,
  onChange: (pictureOf: PictureOf) => void,
): PreviewPictures {
  const { photo, drawing } = work;
  const covers = { x: 0, y: 0, width: photo.width, height: photo.height };
  const own = new AbortController();
  const known = new Map<FrameSource, ImageBitmap | null>();
  let wanted: readonly FrameSource[] = [];
  let isDrawing = false;

  const bitmapOf = (source: FrameSource): ImageBitmap | undefined => {
    if (source === 'photo') return bitmaps.get(photo.previewId);
    if (source === 'drawing') return bitmaps.get(drawing.bitmapId);
    return known.get(source) ?? undefined;
  };
  /** With another function each time: what it gives is not what the last one gave. */
  const tell = (): void => {
    if (own.signal.aborted) return;
    onChange((source) => {
      const image = bitmapOf(source);
      return image && { image, covers };
    });
  };
  const begin = async (): Promise<void> => {
    await Promise.resolve();
    tell();
    await loadFonts();
    tell();
  };
  const drawMissing = async (): Promise<void> => {
    if (isDrawing) return;
    isDrawing = true;
    try {
      for (;;) {
        const source = wanted.find((one) => one.startsWith('style:') && !known.has(one));
        if (source === undefined || own.signal.aborted) return;
        known.set(source, null);
        const bitmap = await drawPreview(work, source, own.signal);
        if (own.signal.aborted) {
          bitmap?.close();
          return;
        }
        known.set(source, bitmap);
        tell();
      }
    } finally {
      isDrawing = false;
    }
  };
  void begin();
  return {
    ask: (sources) => {
      wanted = sources;
      void drawMissing();
    },
    close: () => {
      own.abort();
      for (const bitmap of known.values()) bitmap?.close();
      known.clear();
    },
  };
}

/** Null where it cannot be drawn, or is wanted no more. */
async function drawPreview(
  work: FinishedWork,
  source: FrameSource,
  signal: AbortSignal,
): Promise<ImageBitmap | null> {
  const width = bitmaps.get(work.drawing.bitmapId)?.width ?? 1;
  try {
    const closeUp = await drawCloseUp(inRecipe(work, source), width, signal);
    closeUp?.photo.close();
    return closeUp?.drawing ?? null;
  } catch {
    return null;
  }
}

function inRecipe(work: FinishedWork, source: FrameSource): FinishedWork {
  const recipe = sourceRecipe(source, work);
  return { ...work, drawing: { ...work.drawing, recipe } };
}

/** What of the photo a scene needs of a picture, and at which scale. */
interface Need {
  readonly source: FrameSource;
  readonly crop: Box;
  /** Px of the file per px of the photo, at most 1. */
  readonly scale: number;
}

/** Pictures at the size that the file needs; `close` frees them. */
export interface FilePictures {
  readonly pictureOf: PictureOf;
  readonly close: () => void;
}

/** Draws what a scene needs, each picture once. Rejects as the engine does, or with an `AbortError`. */
export async function filePictures(
  work: FinishedWork,
  scene: Scene,
  signal: AbortSignal,
  onProgress: (headway: Headway) => void,
): Promise<FilePictures> {
  const needs = needsOf(scene);
  const phase = joinPhases(
    needs.map(() => 1),
    onProgress,
  );
  const pictures = new Map<FrameSource, FramePicture>();
  const close = (): void => {
    for (const { image } of pictures.values()) image.close();
    pictures.clear();
  };
  try {
    for (const [index, need] of needs.entries()) {
      const report = phase(index);
      report({ stage: 'scene', fraction: 0 });
      pictures.set(need.source, await drawNeed(work, need, signal, report));
      signal.throwIfAborted();
    }
  } catch (error) {
    close();
    throw error;
  }
  return { pictureOf: (source) => pictures.get(source), close };
}

function needsOf(scene: Scene): readonly Need[] {
  const needs = new Map<FrameSource, Need>();
  for (const { layout, box: placed } of scene.placements) {
    const outer = (placed.width / layout.width) * fileScale(scene);
    for (const { source, crop, box } of layout.pictures) {
      const scale = Math.min(1, (outer * box.width) / crop.width);
      const known = needs.get(source);
      needs.set(source, {
        source,
        crop: known ? union(known.crop, crop) : crop,
        scale: Math.max(known?.scale ?? 0, scale),
      });
    }
  }
  return [...needs.values()];
}

function union(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

async function drawNeed(
  work: FinishedWork,
  { source, crop, scale }: Need,
  signal: AbortSignal,
  onProgress: (headway: Headway) => void,
): Promise<FramePicture> {
  const { photo } = work;
  const recipe = sourceRecipe(source, work);
  const isPhoto = source === 'photo';
  const most = Math.sqrt(mostPixels / (photo.width * photo.height));
  // At the photo's own size the part alone is drawn, exactly as a saved drawing is.
  if (!isPhoto && (scale > 0.99 || scale > most)) {
    const output = { ...outputOf('png'), crop, metadata: 'none' } as const;
    const options = { signal, onProgress };
    const file = await engine().encode(photo.photoId, withFile(recipe), output, options);
    return { image: await createImageBitmap(file), covers: crop };
  }
  const widthPx = Math.ceil(photo.width * Math.min(scale, most, 1));
  const shown = { ...work, drawing: { ...work.drawing, recipe } };
  const closeUp = await drawCloseUp(shown, widthPx, signal);
  if (!closeUp) throw new DOMException('There is no memory for it.', 'QuotaExceededError');
  const [image, other] = isPhoto
    ? [closeUp.photo, closeUp.drawing]
    : [closeUp.drawing, closeUp.photo];
  other.close();
  return { image, covers: { x: 0, y: 0, width: photo.width, height: photo.height } };
}
