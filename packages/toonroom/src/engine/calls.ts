/**
 * The table of engine calls: everything that the page can ask of the worker and stop again.
 *
 * The worker's API, the client, progress and diagnostics derive from it. The page imports it too, so it holds no code
 * of the engine's own.
 */

import type { PhotoEdit } from '#domain/edit/photoEdit.ts';
import { type Stage, stages } from '#domain/job/progress.ts';
import type { StrokeArea, StrokeEffect } from '#domain/edit/strokes.ts';
import type { StyleReading } from '#domain/style/reading.ts';
import type { ModelFault } from '#domain/ownModel/ownModel.ts';
import type {
  BackendChoice,
  BackendId,
  CloseUp,
  EditedPhoto,
  EngineSettings,
  FoundFace,
  FrameResult,
  ModelTrial,
  Output,
  OwnModel,
  OwnModelReport,
  PhotoInfo,
  PhotoSource,
  Recipe,
  RenderResult,
  RequestCount,
  StyleEntry,
  ThumbnailOrder,
  VideoInfo,
  VideoOrder,
  VideoResult,
} from './contract.ts';

/** What each call takes and what it resolves to. Bitmaps belong to the caller, who closes them. */
export interface EngineCalls {
  /**
   * The styles of the manifest.
   * @throws EngineError `MODEL_UNREACHABLE`.
   */
  styles(): readonly StyleEntry[];
  /**
   * Decodes a photo and keeps it until `release`.
   * @throws EngineError `EMPTY_FILE`, `NOT_AN_IMAGE`, `RAW_PHOTO`, `PDF_FILE`, `VIDEO_FILE`, `UNSUPPORTED_HEIC`,
   * `UNSUPPORTED_FORMAT`, `CORRUPT_IMAGE`, `TOO_MANY_PIXELS`.
   */
  open(photo: PhotoSource): PhotoInfo;
  /** Turns, mirrors, crops and lights a photo as a recipe with that edit does before it is drawn. */
  editPhoto(photo: PhotoSource, edit: PhotoEdit): EditedPhoto;
  /**
   * The faces of a photo, largest first, each with its landmarks. Nothing is drawn, and no model of ours is fetched.
   * @throws EngineError `MODEL_UNREACHABLE`, `MODEL_CORRUPT`, `NO_WEBGL`, `UNKNOWN_PHOTO`.
   */
  findFaces(photo: PhotoSource): readonly FoundFace[];
  /**
   * Downloads and prepares the model ahead of a style's first use.
   * @throws EngineError `MODEL_UNREACHABLE`, `MODEL_CORRUPT`, `NO_WASM`, `NO_WEBGL`, `BACKEND_FAILED`.
   */
  load(styleId: string): BackendChoice;
  /**
   * Draws a preview of at most 1,280 px; a newer `render` aborts this one.
   * @throws EngineError what `load` throws, `UNKNOWN_PHOTO`, `INTERNAL` for an invalid recipe, `OUT_OF_MEMORY`.
   */
  render(photo: PhotoSource, recipe: Recipe): RenderResult;
  /**
   * Draws at the photo's own size, without its metadata unless `output` asks for some; calls queue one after the other.
   * @throws EngineError what `render` throws, `ENCODE_FAILED`.
   */
  encode(photo: PhotoSource, recipe: Recipe, output: Output): Blob;
  /** A square of 192 px at full strength and with the style's own proportions. It makes way for every other call. */
  thumbnail(photo: PhotoSource, order: ThumbnailOrder): ImageBitmap;
  /**
   * The whole photo and its drawing, at least `widthPx` wide but no wider than the photo itself; null where there is no
   * memory for it. It makes way for every other call, and is not replayed.
   */
  closeUp(photo: PhotoSource, recipe: Recipe, widthPx: number): CloseUp | null;
  /**
   * The picture on the screen as if the brush had been everywhere with that effect, without the recipe's strokes; `erase`
   * gives the drawing itself. It makes way for every other call.
   */
  brushPicture(photo: PhotoSource, recipe: Recipe, effect: StrokeEffect): ImageBitmap;
  /**
   * An area's share of each pixel of the picture on the screen, row by row, 0..255. It makes way for every other call.
   */
  brushArea(photo: PhotoSource, recipe: Recipe, area: StrokeArea): Uint8ClampedArray;
  /**
   * Draws the next frame of a stream, such as a camera's, at the size of `picture`, which stays the caller's. Streams are
   * told apart by an id of the caller's choice and end with `release`. `timeS` rises from frame to frame.
   */
  frame(streamId: string, picture: ImageBitmap, recipe: Recipe, timeS: number): FrameResult;
  /** What can be told of a picture's style. The picture is not kept. */
  readStyle(picture: Blob): StyleReading;
  /** What a model of the user's own takes and gives, and how it wants its picture; a fault where it cannot be used. */
  inspectModel(model: Blob): OwnModelReport | ModelFault;
  /**
   * A small picture drawn by it, and how plausible a drawing of its photo that is, −1..1.
   * @throws EngineError `OWN_MODEL_FAILED`.
   */
  tryModel(model: OwnModel, photo: Blob): ModelTrial;
  /**
   * What a video or an animated image holds.
   * @throws EngineError `NO_WEBCODECS`, `VIDEO_WITHOUT_PICTURE`, `VIDEO_CODEC`, `VIDEO_PROTECTED`, `VIDEO_CORRUPT`.
   */
  openVideo(file: Blob): VideoInfo;
  /** The frame that is shown at `timeS`, as a PNG: a photo like any other. */
  videoFrame(file: Blob, timeS: number, longSidePx: number): Blob;
  /**
   * Draws a part of a video into a new file; calls queue one after the other.
   * @throws EngineError what `render` and `openVideo` throw, `VIDEO_ENCODER`, `VIDEO_EMPTY`, `DISK_FULL`.
   */
  drawVideo(file: Blob, recipe: Recipe, order: VideoOrder): VideoResult;
}

/** The name of a call. */
export type CallName = keyof EngineCalls;
export type CallArguments<Name extends CallName> = Parameters<EngineCalls[Name]>;
export type CallResult<Name extends CallName> = ReturnType<EngineCalls[Name]>;

/** Previews replace each other, exports queue, videos too, immediate jobs start at once, idle ones wait for all others. */
export type Lane = 'preview' | 'export' | 'video' | 'immediate' | 'idle';

type NamesOf<Values extends readonly unknown[]> = { readonly [Index in keyof Values]: string };

export interface CallRule<Name extends CallName> {
  /** The names of its arguments. On the page a `photo` is named by its id. */
  readonly takes: NamesOf<CallArguments<Name>>;
  readonly lane: Lane;
  /** The stages that it may pass through, in order. */
  readonly stages: readonly [Stage, ...Stage[]];
  /** The bitmaps of its result: they are transferred, and closed where the result comes too late. */
  readonly bitmaps: (result: CallResult<Name>) => readonly ImageBitmap[];
  /** Whether it is run again in a new worker when one was lost under it. */
  readonly isReplayed: boolean;
}

const none = (): readonly ImageBitmap[] => [];
/** The stages of a photo. */
const upTo = (last: Stage): readonly [Stage, ...Stage[]] => [
  stages[0],
  ...stages.slice(1, stages.indexOf(last) + 1).filter((stage) => stage !== 'frames'),
];

/** The table of calls, for tools that list or time them. */
export const engineCalls: { readonly [Name in CallName]: CallRule<Name> } = {
  styles: {
    takes: [],
    lane: 'immediate',
    stages: ['download'],
    bitmaps: none,
    isReplayed: true,
  },
  open: {
    takes: ['photo'],
    lane: 'immediate',
    stages: ['decode'],
    bitmaps: ({ preview }) => [preview],
    isReplayed: true,
  },
  editPhoto: {
    takes: ['photo', 'edit'],
    lane: 'immediate',
    stages: ['decode'],
    bitmaps: ({ preview }) => [preview],
    isReplayed: true,
  },
  findFaces: {
    takes: ['photo'],
    lane: 'immediate',
    stages: ['download', 'prepare', 'decode', 'detect', 'landmarks'],
    bitmaps: none,
    isReplayed: true,
  },
  load: {
    takes: ['styleId'],
    lane: 'immediate',
    stages: ['download', 'prepare'],
    bitmaps: none,
    isReplayed: true,
  },
  render: {
    takes: ['photo', 'recipe'],
    lane: 'preview',
    stages: /* @__PURE__ */ upTo('compose'),
    bitmaps: ({ bitmap }) => [bitmap],
    isReplayed: true,
  },
  encode: {
    takes: ['photo', 'recipe', 'output'],
    lane: 'export',
    stages: /* @__PURE__ */ upTo('encode'),
    bitmaps: none,
    isReplayed: true,
  },
  thumbnail: {
    takes: ['photo', 'order'],
    lane: 'idle',
    stages: /* @__PURE__ */ upTo('scene'),
    bitmaps: (picture) => [picture],
    isReplayed: true,
  },
  closeUp: {
    takes: ['photo', 'recipe', 'widthPx'],
    lane: 'idle',
    stages: /* @__PURE__ */ upTo('compose'),
    bitmaps: (pair) => (pair ? [pair.photo, pair.drawing] : []),
    // What costs a worker its memory once would do so again.
    isReplayed: false,
  },
  brushPicture: {
    takes: ['photo', 'recipe', 'effect'],
    lane: 'idle',
    stages: /* @__PURE__ */ upTo('compose'),
    bitmaps: (picture) => [picture],
    isReplayed: true,
  },
  brushArea: {
    takes: ['photo', 'recipe', 'area'],
    lane: 'idle',
    stages: /* @__PURE__ */ upTo('compose'),
    bitmaps: none,
    isReplayed: true,
  },
  frame: {
    takes: ['streamId', 'picture', 'recipe', 'timeS'],
    lane: 'immediate',
    stages: /* @__PURE__ */ upTo('compose'),
    bitmaps: ({ bitmap }) => [bitmap],
    // The next one is there before this one could be drawn again.
    isReplayed: false,
  },
  readStyle: {
    takes: ['picture'],
    lane: 'immediate',
    stages: ['download', 'prepare', 'decode', 'detect', 'landmarks', 'analyse'],
    bitmaps: none,
    isReplayed: true,
  },
  inspectModel: {
    takes: ['model'],
    lane: 'immediate',
    stages: ['decode'],
    bitmaps: none,
    isReplayed: false,
  },
  tryModel: {
    takes: ['model', 'file'],
    lane: 'immediate',
    stages: ['prepare', 'decode', 'scene'],
    bitmaps: ({ bitmap }) => [bitmap],
    // What hangs once does so again.
    isReplayed: false,
  },
  openVideo: {
    takes: ['file'],
    lane: 'immediate',
    stages: ['decode'],
    bitmaps: none,
    isReplayed: true,
  },
  videoFrame: {
    takes: ['file', 'timeS', 'longSidePx'],
    lane: 'immediate',
    stages: ['decode'],
    bitmaps: none,
    isReplayed: true,
  },
  drawVideo: {
    takes: ['file', 'recipe', 'order'],
    lane: 'video',
    stages: ['download', 'prepare', 'decode', 'frames', 'encode'],
    bitmaps: none,
    isReplayed: true,
  },
};

/** Closes the bitmaps of a result that nobody waits for any more. */
export function closeLate<Name extends CallName>(name: Name, late: CallResult<Name>): void {
  const { bitmaps }: CallRule<Name> = engineCalls[name];
  bitmaps(late).forEach((bitmap) => bitmap.close());
}

/** The names of all calls. */
export const callNames = /* @__PURE__ */ Object.keys(engineCalls) as readonly CallName[];

/** One object's method for every call, each with something else before its arguments. */
export type CallMethods<Context> = {
  [Name in CallName]: (
    context: Context,
    ...given: CallArguments<Name>
  ) => Promise<CallResult<Name>>;
};

/** What the worker exposes: the calls, each with the job id by which it can be stopped, and what needs no job. */
export interface WorkerApi extends CallMethods<string> {
  /**
   * First call: hands over the settings and the port on which events leave the worker. Tells whether the
   * worker holds its life lock.
   */
  connect(settings: EngineSettings, events: MessagePort): Promise<boolean>;
  /** The backend the worker will try first: what to blame when it falls silent over it. */
  plannedBackend(): Promise<BackendId>;
  cancel(jobId: string): void;
  /** Holds a video at its next frame, or lets it go on. */
  pause(jobId: string, isPaused: boolean): void;
  /** The requests this worker has made, by the browser's own resource timing. */
  requests(): RequestCount;
  /** Frees the photo, or ends the stream, of that id; what was found and drawn stays for a while, should its picture come back. */
  release(photoId: string): void;
}
