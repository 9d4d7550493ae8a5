// The element of `toonroom-embed.js`, an editor for portraits in a frame of its own.

/** What a drawing's file is to be. */
export interface ToonroomOutput {
  /** Default `png`. */
  readonly format?: 'png' | 'jpeg' | 'webp';
  /** 0..1, of JPEG and WebP. */
  readonly quality?: number;
  /** The longest side, px; larger drawings are scaled down. The photo's own size where absent. */
  readonly maxSide?: number;
}

export interface ToonroomResultOptions extends ToonroomOutput {
  /** Aborting rejects the promise with an `AbortError`. */
  readonly signal?: AbortSignal;
}

export interface ToonroomStyle {
  readonly id: string;
  /** By language: `en`, `zh`. */
  readonly names: Readonly<Record<string, string>>;
}

/** A drawing; size in px. */
export interface ToonroomResult {
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
}

/** `host`: your page gave the photo. `user`: the person chose it; nothing else is told of it. */
export type ToonroomPhoto =
  | { readonly from: 'host'; readonly width: number; readonly height: number }
  | { readonly from: 'user' };

/** `faces`: how many were drawn. */
export type ToonroomDrawn =
  | { readonly from: 'host'; readonly styleId: string; readonly faces: number }
  | { readonly from: 'user' };

/** Of your page's photo only; the fraction is 0..1. */
export interface ToonroomProgress {
  readonly stage: string;
  readonly fraction: number;
}

/** A failure: `code` is one of those listed in docs/site/en/embed.md, such as `NOT_AN_IMAGE` or `USER_PHOTO`. */
export interface ToonroomError extends Error {
  readonly code: string;
}

export interface ToonroomEventMap {
  /** The editor can be used; also after it was moved. */
  ready: CustomEvent<{
    readonly version: number;
    readonly styles: readonly ToonroomStyle[];
    readonly languages: readonly string[];
  }>;
  photo: CustomEvent<ToonroomPhoto>;
  progress: CustomEvent<ToonroomProgress>;
  drawn: CustomEvent<ToonroomDrawn>;
  /** The person has pressed "Use this picture". */
  result: CustomEvent<ToonroomResult>;
  error: CustomEvent<ToonroomError>;
}

/**
 * `<toonroom-editor>`. Attributes: `src` (the folder of `embed.html`; that of the script where absent), `style-id`,
 * `strength` (0..1), `exaggeration` (0..1.3), `language` (`en`, `zh`), `theme` (`auto`, `light`, `dark`).
 */
export interface ToonroomEditor extends HTMLElement {
  /** The photo that the page gives; null for none. It is drawn as soon as it is set. */
  photo: Blob | null;
  /** What the person's results are to be, and those of `getResult()` that say nothing else. */
  output: ToonroomOutput;
  /** Chooses a style by its id, as the attribute `style-id` does. */
  setStyle(styleId: string): void;
  /**
   * The drawing of the photo that the page gave, as it is once it is drawn. Rejects with a `ToonroomError`, with
   * `USER_PHOTO` where the person chose the shown photo, or with an `AbortError` once the element is taken away.
   */
  getResult(options?: ToonroomResultOptions): Promise<Blob>;
  /** Puts the photo away and the controls back to where they began. */
  reset(): void;
  addEventListener<Type extends keyof ToonroomEventMap>(
    type: Type,
    listener: (this: ToonroomEditor, event: ToonroomEventMap[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'toonroom-editor': ToonroomEditor;
  }
}
