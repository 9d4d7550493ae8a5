import type { Edits } from '#domain/edit/edits.ts';
import type { PhotoEdit } from '#domain/edit/photoEdit.ts';
import type { CropPlace } from '#domain/compose/crop.ts';
import { fitted, type Zoom } from '#domain/picture/zoom.ts';
import type {
  FaceRecipe,
  FaceSummary,
  ImageFormat,
  Notice,
  Recipe,
  StageTimings,
} from '#sdk/index.ts';
import type { HandleId } from '../handles.ts';

/** A photo the engine holds. */
export interface OpenedPhoto {
  readonly photoId: string;
  /** Its file, by which it is known however often it is opened. */
  readonly sourceId: HandleId;
  readonly fileName: string;
  /** Size as displayed, in px. */
  readonly width: number;
  readonly height: number;
  readonly format: ImageFormat;
  readonly sizeBytes: number;
  readonly notices: readonly Notice[];
  /** Bitmap of the photo at the size of its drawing's preview. */
  readonly previewId: HandleId;
  /** Of a photo that is edited before it is drawn: the size and the preview above are those of what it became. */
  readonly edited?: {
    readonly edit: PhotoEdit;
    /** As it was opened. */
    readonly original: Pick<OpenedPhoto, 'width' | 'height' | 'previewId'>;
  };
}

/** The newest preview of a photo's drawing. */
export interface Drawing {
  readonly recipe: Recipe;
  readonly bitmapId: HandleId;
  readonly faces: readonly FaceSummary[];
  /** What to know of the photo, then of its drawing. */
  readonly notices: readonly Notice[];
  readonly timingsMs: StageTimings;
}

/** What there is already of a drawing that is being made. */
export interface PartialDrawing {
  /** Each with the field that its head will be warped by. */
  readonly faces: readonly FaceSummary[];
  /** Bitmaps of the painted heads, by face id. */
  readonly heads: Readonly<Record<number, HandleId>>;
}

export interface FinishedWork {
  readonly photo: OpenedPhoto;
  readonly drawing: Drawing;
}

/** What is looked at closely, at more px than its preview has. */
export interface CloseUpView {
  readonly widthPx: number;
  /** By the bitmap of a preview, the one to show instead of it. */
  readonly sides: Readonly<Record<HandleId, HandleId>>;
}

/** Each takes the place of the controls while it is in use. */
export const tools = ['photo', 'brush', 'face'] as const;
export type Tool = (typeof tools)[number];

export interface PhotoSlice {
  /** The last photo that was drawn; it stays until another one is drawn or it is put away. */
  readonly work: FinishedWork | null;
  /** A photo on its way to its first drawing. */
  readonly incoming: OpenedPhoto | null;
  /** Of the drawing that is being made, once its faces are found. */
  readonly partial: PartialDrawing | null;
  /** The source of a photo that was left before its first drawing was there. */
  readonly unfinishedId: HandleId | null;
  /** 0..1 from the left of what is seen of the picture: where the photo ends and the drawing begins. */
  readonly compareFraction: number;
  /** How the picture is looked at; a new photo is seen whole. */
  readonly zoom: Zoom;
  /** Of the shown work, once somebody has looked closely for a moment. */
  readonly closeUp: CloseUpView | null;
  /** Where the saved part was moved to; null for around the faces. */
  readonly cropPlace: CropPlace | null;
  /** Whether the save panel is in use; the part that is not saved is dimmed then. */
  readonly isSaveOpen: boolean;
  /** What single people of the shown photo get instead of what the settings say, by face id. */
  readonly faceRecipes: Readonly<Record<number, FaceRecipe>>;
  /** What was done to the shown photo and its drawing by hand. */
  readonly edits: Edits;
  /** What the shown photo is edited with; null while nothing is. */
  readonly tool: Tool | null;
  /** Whom style and sliders are for; null for everybody. */
  readonly chosenFace: number | null;
  /** The face whose chip is hovered or focused; it is framed in the picture. */
  readonly pointedFace: number | null;
}

/** The photo that the page is about: the one on its way, else the drawn one. */
export function shownPhoto({ incoming, work }: PhotoSlice): OpenedPhoto | undefined {
  return incoming ?? work?.photo;
}

/** The face is drawn and the strip left of it still tells what it was drawn from. */
export const restingCompareFraction = 0.25;

export const initialPhoto: PhotoSlice = {
  work: null,
  incoming: null,
  partial: null,
  unfinishedId: null,
  compareFraction: restingCompareFraction,
  zoom: fitted,
  closeUp: null,
  cropPlace: null,
  isSaveOpen: false,
  faceRecipes: {},
  edits: {},
  tool: null,
  chosenFace: null,
  pointedFace: null,
};
