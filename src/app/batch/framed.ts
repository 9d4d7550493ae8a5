import { halvesOf } from '#domain/compose/layout.ts';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import type { Frame, FrameSource } from '#domain/frame/frame.ts';
import { fileScale, sceneOf } from '#domain/frame/scene.ts';
import type { Box } from '#domain/picture/geometry.ts';
import { EngineError } from '#domain/job/errors.ts';
import type { Recipe } from '#sdk/index.ts';
import type { FramePicture } from '../photo/frames/drawScene.ts';
import { photoDate } from '../photo/frames/photoDate.ts';
import { sceneFile } from '../photo/frames/sceneFile.ts';
import { drawFile, type FileJob, type FileOutput } from '../photo/offScreen.ts';
import { isKnownStyle } from '../shared/styleEntries.ts';
import type { OutputFormat } from '../shared/state/settingsSlice.ts';
import { getState } from '../shared/state/store.ts';
import { textOf } from '../text/index.ts';
import { styleName } from '../text/styleName.ts';
import { drawingsFor, type FramedDrawing, withKnownStyles } from './batchFrame.ts';

// Photos of the batch in its frame. Unlike the actions, these reject.

/** Signature and header of a PNG, which tells its size. */
const headerBytes = 33;

/** What a photo becomes. */
interface FramedOrder extends FileJob {
  readonly frame: Frame;
  readonly recipe: Recipe;
  readonly output: FileOutput;
}

/**
 * Draws a photo at its own size, in every style that its frame shows, and puts it into the frame. Rejects as `drawFile`
 * does.
 */
export async function drawFramed(photo: Blob, order: FramedOrder): Promise<Blob> {
  const { frame, recipe, output, ...job } = order;
  const own = await ownFrame(frame, photo);
  const needed = drawingsFor(own, recipe);
  // No picture is encoded twice with losses.
  const pieces: FileOutput = { ...output, format: 'png' };
  const drawings = needed.map(({ recipe, besidePhoto }) => ({
    recipe,
    output: { ...pieces, besidePhoto },
  }));
  const files = await drawFile(photo, { ...job, drawings });
  job.signal.throwIfAborted();
  const drawn = needed.map((drawing, index) => ({ ...drawing, file: files[index]! }));
  return await framedFile(drawn, own, output.format);
}

/** The frame as this photo gets it. */
async function ownFrame(frame: Frame, photo: Blob): Promise<Frame> {
  const date = frame.isPhotoDate
    ? await photoDate(photo, getState().settings.language)
    : frame.date;
  const known = withKnownStyles(frame, (styleId) => isKnownStyle(getState(), styleId));
  return { ...known, date };
}

interface DrawnFile extends FramedDrawing {
  /** A PNG; all are of one size, but for the photo beside the drawing. */
  readonly file: Blob;
}

/**
 * Drawings of a photo in a frame, px by px. Faces are not known here: a picture that the frame cuts further is cut around
 * its middle. Rejects with an `EngineError`.
 */
async function framedFile(
  drawn: readonly DrawnFile[],
  frame: Frame,
  format: OutputFormat,
): Promise<Blob> {
  const first = await halvesIn(drawn[0]!);
  const { width, height } = first.drawing;
  const part = { crop: { x: 0, y: 0, width, height }, faces: [] };
  const scene = sceneOf({ frame, part, nameOf: nameFor(drawn[0]!.recipe.styleId) }, null);
  const pictures = new Map<FrameSource, FramePicture>();
  const add = async (source: FrameSource, file: Blob, box: Box): Promise<void> => {
    pictures.set(source, { image: await readPart(file, box, fileScale(scene)), covers: part.crop });
  };
  try {
    for (const one of drawn) {
      const { photo, drawing } = await halvesIn(one);
      await add(one.source, one.file, drawing);
      if (photo) await add('photo', one.file, photo);
    }
    const size = { width, height };
    return await sceneFile(
      { scene, frame, photo: size, pictureOf: (source) => pictures.get(source) },
      format,
    );
  } finally {
    for (const { image } of pictures.values()) image.close();
  }
}

/** What a picture of the frame is called. */
function nameFor(styleId: string): (source: FrameSource) => string {
  return (source) => {
    if (source === 'photo') return textOf(getState().settings.language).photo;
    return styleName(source === 'drawing' ? styleId : source.slice('style:'.length));
  };
}

/** Where the drawing lies in its file, and the photo where that is there too. */
async function halvesIn({
  file,
  besidePhoto,
}: DrawnFile): Promise<{ readonly photo: Box | null; readonly drawing: Box }> {
  const header = new Uint8Array(await file.slice(0, headerBytes).arrayBuffer());
  const { width, height } = readImageHeader(header);
  if (besidePhoto) return halvesOf({ width, height });
  return { photo: null, drawing: { x: 0, y: 0, width, height } };
}

/** A part of a picture, smaller where the frame shows it smaller. */
async function readPart(
  file: Blob,
  { x, y, width, height }: Box,
  scale: number,
): Promise<ImageBitmap> {
  const smaller = {
    resizeWidth: Math.ceil(width * scale),
    resizeHeight: Math.ceil(height * scale),
    resizeQuality: 'high',
  } as const;
  try {
    return await createImageBitmap(file, x, y, width, height, scale < 1 ? smaller : {});
  } catch (error) {
    // The drawing was written a moment ago: there is nothing wrong with the file.
    const detail = `${width} × ${height} px: ${String(error)}`;
    throw new EngineError('OUT_OF_MEMORY', 'encode', detail, { cause: error });
  }
}
