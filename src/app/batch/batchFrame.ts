import { type Frame, type FrameSource, sourcesOf, styleIdOf } from '#domain/frame/frame.ts';
import type { Recipe } from '#sdk/index.ts';
import type { FileOutput } from '../photo/offScreen.ts';
import { patch } from '../shared/state/store.ts';

// The frame that every picture of the batch gets. How it is drawn is fetched with the first picture that gets one.

/** Puts every picture of the batch that is drawn from now on into a frame; null: into none. */
export function setBatchFrame(frame: Frame | null): void {
  patch('batch', { frame: frame && frameForMany(frame) });
}

/**
 * What of a frame suits every photo: bubbles belong to the faces of one, and a date that was put in to one photo. Null
 * where nothing is left.
 */
export function frameForMany(frame: Frame): Frame | null {
  if (frame.kind === 'none') return null;
  return { ...frame, bubbles: [], date: frame.isPhotoDate ? '' : frame.date };
}

/**
 * What the file of an item is, as far as its frame leaves that open: polaroids are square, with the faces in them, and a
 * frame alone decides where the photo stands.
 */
export function outputIn(frame: Frame | null, output: FileOutput): FileOutput {
  if (!frame) return output;
  const shape = frame.kind === 'polaroid' ? '1:1' : output.shape;
  return { ...output, shape, besidePhoto: false };
}

/** A drawing that a frame needs, and the pictures of the frame that are taken from its file. */
export interface FramedDrawing {
  readonly recipe: Recipe;
  /** Whether its file also shows the photo, which then is one of the pictures. */
  readonly besidePhoto: boolean;
  readonly source: FrameSource;
}

/**
 * The drawings that a frame needs of an item, at least one, each once; the first one also brings the photo where the frame
 * shows it. Edits by hand are those of the recipe in every style.
 */
export function drawingsFor(frame: Frame, recipe: Recipe): readonly FramedDrawing[] {
  const sources = sourcesOf(frame);
  const drawn = sources.filter((source) => source !== 'photo');
  const hasPhoto = drawn.length < sources.length;
  const needed = drawn.length > 0 ? [...new Set(drawn)] : (['drawing'] as const);
  return needed.map((source, index) => {
    const styleId = styleIdOf(source) ?? recipe.styleId;
    return { source, recipe: { ...recipe, styleId }, besidePhoto: hasPhoto && index === 0 };
  });
}

/** The frame without the pictures in styles that are not known here, such as those of another device. */
export function withKnownStyles(frame: Frame, isKnown: (styleId: string) => boolean): Frame {
  const pictures = frame.pictures.filter((source) => {
    const styleId = styleIdOf(source);
    return styleId === null || isKnown(styleId);
  });
  return { ...frame, pictures };
}
