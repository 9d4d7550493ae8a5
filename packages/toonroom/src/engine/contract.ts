/**
 * The worker contract: every type that crosses between the page and the worker.
 *
 * Types only, so that the page never pulls in the worker's code. Pixels cross as transferred
 * `ImageBitmap`s, which the receiver closes; exports cross as `Blob`s.
 */

import type { OnnxHeader } from '#domain/ownModel/onnxHeader.ts';
import type { OwnModelSettings } from '#domain/ownModel/ownModel.ts';
import type { Shape } from '#domain/compose/crop.ts';
import type { PhotoEdit } from '#domain/edit/photoEdit.ts';
import type { DisplacementGrid } from '#domain/face/displacement.ts';
import type { Fidelity } from '#domain/face/fidelity.ts';
import type { Box } from '#domain/picture/geometry.ts';
import type { ImageFormat } from '#domain/files/imageHeader.ts';
import type { Progress, Stage, StageTimings } from '#domain/job/progress.ts';
import type { Colours } from '#domain/compose/pattern.ts';
import type {
  BackdropLook,
  Background,
  FaceRecipe,
  Recipe as Settings,
} from '#domain/job/recipe.ts';
import type { RequestCount } from '#domain/job/requests.ts';

export type { VideoFormat, VideoInfo, VideoOrder, VideoResult } from './videoContract.ts';
export type {
  BackdropLook,
  Background,
  Box,
  Colours,
  DisplacementGrid,
  FaceRecipe,
  ImageFormat,
  Shape,
  Progress,
  RequestCount,
  Stage,
  StageTimings,
};

/** What the user asks for, with the file that it names. */
export interface Recipe extends Settings {
  /**
   * Of a background that is a picture: an image file, which covers the whole background, its middle in the middle.
   * Without one, or where it cannot be decoded, the background is plain.
   */
  readonly backdropFile?: Blob | undefined;
  /** The models of the user's own that it names as styles, by id. */
  readonly ownModels?: Readonly<Record<string, OwnModel>> | undefined;
}

/** An ONNX model that the user brought; as a style it is named by its id. */
export interface OwnModel {
  /** `model-` and what tells the file from others. */
  readonly id: string;
  /** The ONNX file. */
  readonly file: Blob;
  /** How it wants its picture: what `inspectModel` found, or another choice. */
  readonly settings: OwnModelSettings;
}

/** What a model made of a picture. */
export interface ModelTrial {
  /** The caller closes it. */
  readonly bitmap: ImageBitmap;
  /** How plausible a drawing of its photo it is, −1..1. */
  readonly plausibility: number;
}

/** What is known of a model before it is drawn with. */
export interface OwnModelReport {
  /** What the file says of itself. */
  readonly header: OnnxHeader;
  /** How it wants its picture, as far as the header tells. */
  readonly settings: OwnModelSettings;
}

/** What runs the models. */
export type BackendId =
  | 'wasm' // WebAssembly, on the processor
  | 'webgpu'; // WebGPU, on the graphics processor

/** What a caller may ask for; `auto` takes WebGPU where it is real and proven, else WASM. */
export type BackendPreference = 'auto' | BackendId;

/** Why the backend was chosen: a closed list, which the page turns into sentences. */
export type BackendReason =
  | 'selfTestPassed' // WebGPU, and its self-test agreed with the stored result
  | 'forced' // the caller asked for this backend
  | 'noWebGpu' // WASM: the browser has no WebGPU
  | 'noAdapter' // WASM: WebGPU found no graphics adapter
  | 'fallbackAdapter' // WASM: the only adapter is a software one
  | 'noJspi' // WASM: the browser lacks JavaScript promise integration
  | 'selfTestDiffers' // WASM: the graphics processor computed a different picture
  | 'slowerThanWasm' // WASM: the graphics processor took longer for a picture
  | 'selfTestFailed' // WASM: the self-test on the graphics processor raised an error
  | 'gpuLost' // WASM: the graphics processor failed earlier in this session
  | 'threadsLost'; // WASM with one thread: a worker with several was lost earlier in this session

/** What runs the models, and why. */
export interface BackendChoice {
  /** The backend. */
  readonly id: BackendId;
  /** Threads of the WASM backend; 1 on WebGPU. */
  readonly threads: number;
  /** Why it was chosen. */
  readonly reason: BackendReason;
  /** The graphics adapter's own description, where there is one. */
  readonly adapter?: string;
  /** Largest difference between self-test and stored result. */
  readonly selfTestMaxDiff?: number;
}

/** One style of the gallery, from the manifest. */
export interface StyleEntry {
  /** Names it in recipes. */
  readonly id: string;
  /** What it is called in Chinese and English. */
  readonly names: { readonly zh: string; readonly en: string };
  /** Absolute address of a small picture of it. */
  readonly thumbnailUrl: string;
  /** Of its plain backgrounds and patterns. */
  readonly backdrop: Colours;
  /** How colourful its scenes are compared with the photo: 0 is grey, 1 as the photo. */
  readonly chroma: number;
  /** Size of the model's download, the same for all. */
  readonly sizeBytes: number;
  /** Of the model, an SPDX expression. */
  readonly licence: string;
}

/** How to write a file. */
export interface Output {
  /** The format of the file. */
  readonly format: 'png' | 'jpeg' | 'webp';
  /** 0..1; PNG ignores it. */
  readonly quality: number;
  /**
   * What of the photo's own metadata goes into the file. `none`, the default: nothing. `camera`: date, camera,
   * exposure, caption and author of its EXIF block, of which never a position, serial number, maker's note or
   * thumbnail; nothing where the photo has none of it.
   */
  readonly metadata?: 'none' | 'camera';
  /** The part of the picture to write, in whole px of the photo; all of it where absent. */
  readonly crop?: Box | undefined;
  /** Used where `crop` is absent: the largest part of this shape around the faces. */
  readonly shape?: Shape | undefined;
  /** Puts the photo to the left of the drawing, with a thin gap between them. */
  readonly besidePhoto?: boolean;
}

/** Something the person should be told although the job succeeded. */
export type Notice =
  | 'noFace' // the whole picture was drawn as a scene
  | 'manyFaces' // more faces than are drawn one by one; the smallest are part of the scene
  | 'faceWithoutLandmarks' // a face whose points were not found is part of the scene
  | 'strayedFace' // a face's drawing strayed far from the photo: it may be wanted more gently
  | 'startedAgain' // the first attempt broke off; this picture is of another one
  | 'profileFace' // a face turned so far away that its proportions are kept
  | 'animatedFirstFrame' // only the first frame of an animation is used
  | 'cmykConverted' // the browser converted print colours
  | 'cutShort'; // the file ends before the picture does

/** An opened photo. */
export interface PhotoInfo {
  /** Names the photo in every other call. */
  readonly photoId: string;
  /** Size as displayed (after the EXIF orientation), in px. */
  readonly width: number;
  /** px */
  readonly height: number;
  /** What the file turned out to be, whatever its name says. */
  readonly format: ImageFormat;
  /** Of the file. */
  readonly sizeBytes: number;
  /** What the user should be told of the file. */
  readonly notices: readonly Notice[];
  /** The photo at exactly the size of every `RenderResult.bitmap`; the caller closes it. */
  readonly preview: ImageBitmap;
}

/** A photo as it is once it is edited. */
export interface EditedPhoto {
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  /** At exactly the size of the drawing's preview; the caller closes it. */
  readonly preview: ImageBitmap;
}

/** A face that was found in a photo. */
export interface FaceSummary {
  /** Stable for one photo; 0 is the largest face. */
  readonly faceId: number;
  /** Upright box in photo px. */
  readonly box: Box;
  /** 0..1: how far the landmarks can be trusted; scales the exaggeration. */
  readonly reliability: number;
  /** The square that its head and its thumbnails show; absent where it is only part of the scene. */
  readonly head?: HeadSquare;
  /** The field that its drawing was warped by, 512 px to the side of the head's square. */
  readonly displacement?: DisplacementGrid;
  /**
   * Where its drawing has the face's landmarks but for what was changed by hand: 478 points x0, y0, x1, y1 …, 512 px to
   * the side of the head's square.
   */
  readonly untweaked?: Float32Array;
  /** `scene` when the face is only part of the scene drawing. */
  readonly drawnAs: 'face' | 'scene';
  /** Of a face that was drawn by itself. */
  readonly fidelity?: FaceFidelity;
  /** Of a frame, where the settings ask for diagnostics: 478 points x0, y0, x1, y1 …, px of it. */
  readonly landmarks?: Float32Array;
}

/** A face of a photo that nothing was drawn of. */
export interface FoundFace {
  /** Upright box in photo px. */
  readonly box: Box;
  /** 0..1: how far the landmarks can be trusted. */
  readonly reliability: number;
  /** 478 points x0, y0, x1, y1 …, photo px; null where none were found. */
  readonly landmarks: Float32Array | null;
}

/** A turned square in the photo. */
export interface HeadSquare {
  /** Of its middle, photo px. */
  readonly x: number;
  /** The same, down. */
  readonly y: number;
  /** Length of a side, photo px. */
  readonly side: number;
  /** Clockwise, radians. */
  readonly angle: number;
}

/** How true a drawn face is to its photo. */
export interface FaceFidelity extends Fidelity {
  /** The share of its strength that would be gentle enough: 1 unless the drawing strayed too far from the photo. */
  readonly gentleShare: number;
  /** Only where the settings ask for diagnostics: see {@link import('#domain/compose/seamVisibility.ts').seamOf}. */
  readonly seam?: number;
}

/** A picture at more px than its preview has. Both bitmaps have one size; the caller closes them. */
export interface CloseUp {
  /** The photo. */
  readonly photo: ImageBitmap;
  /** The drawing. */
  readonly drawing: ImageBitmap;
}

/** A drawn preview. */
export interface RenderResult {
  /** The cartoon, same size as the photo's `preview`; the caller closes it. */
  readonly bitmap: ImageBitmap;
  /** Largest face first. */
  readonly faces: readonly FaceSummary[];
  /** What the user should be told of the drawing. */
  readonly notices: readonly Notice[];
  /** Milliseconds per stage. */
  readonly timingsMs: StageTimings;
  /** What ran the models. */
  readonly backend: BackendChoice;
  /** Whether the picture was seen before, in this file or in a copy, and what was found in it served again. */
  readonly isRecalled: boolean;
}

/** A drawn frame of a stream. */
export interface FrameResult {
  /** The caller closes it. */
  readonly bitmap: ImageBitmap;
  /** Largest face first. An id lasts as long as its person is seen, and when they come back. */
  readonly faces: readonly FaceSummary[];
  /** Milliseconds per stage. */
  readonly timingsMs: StageTimings;
  /** What ran the models. */
  readonly backend: BackendChoice;
}

/** What the worker tells while it works: of each job at most one progress and one download per 50 ms. */
export type EngineEvent =
  | { readonly type: 'progress'; readonly jobId: string; readonly progress: Progress }
  | {
      readonly type: 'download';
      readonly jobId: string;
      readonly file: string;
      readonly receivedBytes: number;
      readonly totalBytes: number;
    }
  | { readonly type: 'backend'; readonly jobId: string; readonly choice: BackendChoice }
  /** Of a preview: the faces are found, and the fields that their heads will be warped by are known. */
  | { readonly type: 'faces'; readonly jobId: string; readonly faces: readonly FaceSummary[] }
  /** Of a preview: a head is painted anew; its alpha is the head's share of each pixel. */
  | {
      readonly type: 'head';
      readonly jobId: string;
      readonly faceId: number;
      readonly bitmap: ImageBitmap;
    }
  /** Of a video: a small picture of a frame that was drawn, and how many have been. */
  | {
      readonly type: 'frame';
      readonly jobId: string;
      readonly timeS: number;
      readonly count: number;
      readonly bitmap: ImageBitmap;
    }
  | {
      readonly type: 'log';
      readonly jobId: string;
      readonly level: 'info' | 'warning' | 'error';
      readonly message: string;
    };

/** What an engine does without, because a worker was lost over it: nothing, WebGPU, WASM threads as well. */
export type Fallback = 'none' | 'noGpu' | 'oneThread';

export interface EngineSettings {
  /** Absolute URL, ending in `/`, below which `models/` and `mediapipe/` lie. */
  readonly assetBaseUrl: string;
  readonly backend: BackendPreference;
  /** Measures what only a developer wants to know, at the price of time. */
  readonly diagnostics: boolean;
  /** Whether models are kept in the Cache API; default true. */
  readonly keepsModels?: boolean;
  readonly fallback: Fallback;
  /** Name of a Web Lock to hold for life, so that the page learns of a silent death. */
  readonly lifeLockName?: string;
}

/** A photo as the page knows it; the worker opens it by itself when it does not hold it (any more). */
export interface PhotoSource {
  readonly photoId: string;
  readonly blob: Blob;
}

/** A small picture of one person in one style. */
export interface ThumbnailOrder {
  /** Null: the middle of the photo, drawn as a scene. */
  readonly faceId: number | null;
  /** A style id or a style code. */
  readonly styleId: string;
  /** What is done to the photo first. */
  readonly edit?: PhotoEdit | undefined;
}
