import type { ErrorCode } from '#domain/job/errors.ts';
import type { Stage } from '#domain/job/progress.ts';

// What the frame and the page around it say to each other. The page's element opens a MessageChannel and posts a
// `Hello` with one of its ports to the frame's window; everything else goes through that port.

/** Raised by every change that an older page or an older frame would not understand. */
export const protocolVersion = 1;

/** The only message that is posted to the frame's window, with a `MessagePort`. */
export interface Hello {
  readonly type: 'toonroom-hello';
  readonly version: number;
}

/** What a drawing's file is to be. */
export interface OutputWish {
  readonly format?: 'png' | 'jpeg' | 'webp';
  /** 0..1, of JPEG and WebP; the app's own where absent. */
  readonly quality?: number;
  /** The longest side, px; larger drawings are scaled down. The photo's own size where absent. */
  readonly maxSide?: number;
}

/** From the page to the frame. */
export type Request =
  /** A photo of the page, in place of the shown one. Of several that come at once the last is opened. */
  | { readonly type: 'setPhoto'; readonly photo: Blob | ArrayBuffer }
  /** A style of the manifest, by its id. */
  | { readonly type: 'setStyle'; readonly styleId: string }
  /** 0..1 */
  | { readonly type: 'setStrength'; readonly strength: number }
  /** 0..1.3 */
  | { readonly type: 'setExaggeration'; readonly exaggeration: number }
  /** `language` is a BCP 47 tag of a language that the frame speaks. */
  | {
      readonly type: 'setLook';
      readonly theme?: 'auto' | 'light' | 'dark';
      readonly language?: string;
    }
  /** Of the pictures that the person hands over, and of exports that do not say themselves. */
  | ({ readonly type: 'setOutput' } & OutputWish)
  /** Asks for the drawing of a photo that came from the page; `id` names the answer. */
  | ({ readonly type: 'export'; readonly id: number } & OutputWish)
  | { readonly type: 'cancelExport'; readonly id: number }
  /** Puts the photo away and the controls back to where they began. */
  | { readonly type: 'reset' }
  /** Ends the engine; the frame answers nothing any more. */
  | { readonly type: 'dispose' };

export type RequestType = Request['type'];

/** What goes wrong between page and frame. */
export type ProtocolErrorCode =
  /** A message that the protocol does not know, or with a wrong value. It changed nothing. */
  | 'BAD_MESSAGE'
  /** The frame speaks another version of the protocol; it answers nothing any more. */
  | 'UNSUPPORTED_VERSION'
  /** Told once; all messages are dropped until there was a short silence. */
  | 'TOO_MANY_MESSAGES'
  | 'UNKNOWN_STYLE'
  /** There is no drawing to export. */
  | 'NO_PHOTO'
  /** The photo was chosen by the person: only they hand its drawing over. */
  | 'USER_PHOTO'
  /** One export at a time. */
  | 'BUSY'
  /** An export was cancelled, or its photo gave way to another one. */
  | 'ABORTED';

/** Every code that the page may be told; those that are not of the protocol are the engine's. */
export type EmbedErrorCode = ErrorCode | ProtocolErrorCode | 'FILE_GONE' | 'APP_UNREACHABLE';

export interface StyleChoice {
  readonly id: string;
  /** By language: `en`, `zh`. */
  readonly names: Readonly<Record<string, string>>;
}

/** From the frame to the page. Of a photo that the person chose it tells that there is one, and nothing else. */
export type Report =
  /** Once the styles are known. */
  | {
      readonly type: 'ready';
      readonly version: number;
      readonly styles: readonly StyleChoice[];
      readonly languages: readonly string[];
    }
  /** A photo was opened; size in px, as displayed. */
  | {
      readonly type: 'photo';
      readonly from: 'host';
      readonly width: number;
      readonly height: number;
    }
  | { readonly type: 'photo'; readonly from: 'user' }
  /** Of a photo of the page; the fraction, 0..1, never falls. */
  | { readonly type: 'progress'; readonly stage: Stage; readonly fraction: number }
  | {
      readonly type: 'drawn';
      readonly from: 'host';
      readonly styleId: string;
      /** How many faces were drawn. */
      readonly faces: number;
    }
  | { readonly type: 'drawn'; readonly from: 'user' }
  /** A drawing: the answer to an export, or handed over by the person, with `id` null. Size in px. */
  | {
      readonly type: 'result';
      readonly id: number | null;
      readonly blob: Blob;
      readonly width: number;
      readonly height: number;
    }
  /** `id` is that of the export that failed. */
  | { readonly type: 'error'; readonly code: EmbedErrorCode; readonly id: number | null };
