import { numberInRange, objectOf, oneOf } from '../edit/fields.ts';

/** What surrounds a figure. `style`: the strong one of the style's two colours. */
export const rimColours = ['none', 'white', 'black', 'style'] as const;
export type RimColour = (typeof rimColours)[number];

/** As wide as it is told: shares of the figure's longer side. */
export const outlineRange = { min: 0.005, max: 0.06 } as const;
export const shadowRange = { min: 0, max: 1 } as const;

/** The size of a sticker as a file. */
export const stickerSizes = [
  'own',
  'whatsapp',
  'telegram',
  'signal',
  'line',
  'wechat',
  'imessage',
] as const;
export type StickerSize = (typeof stickerSizes)[number];

export const stickerFormats = ['png', 'webp'] as const;
export type StickerFormat = (typeof stickerFormats)[number];

/** How a sticker is made. */
export interface Sticker {
  readonly outline: RimColour;
  /** Within {@link outlineRange}. */
  readonly outlineWidth: number;
  /** How dark the shadow is, unit. */
  readonly shadow: number;
  readonly size: StickerSize;
  /** Of the photo's own size; a messenger has its own. */
  readonly format: StickerFormat;
}

export const defaultSticker: Sticker = {
  outline: 'white',
  outlineWidth: 0.022,
  shadow: 0.35,
  size: 'own',
  format: 'png',
};

/** `value` as a Sticker, its numbers clamped to their ranges. @throws RangeError. */
export function validateSticker(value: unknown): Sticker {
  const { outline, outlineWidth, shadow, size, format } = objectOf('sticker', value);
  return {
    outline: oneOf('outline', rimColours, outline),
    outlineWidth: numberInRange('outlineWidth', outlineWidth, outlineRange),
    shadow: numberInRange('shadow', shadow, shadowRange),
    size: oneOf('size', stickerSizes, size),
    format: oneOf('format', stickerFormats, format),
  };
}

/** What a messenger takes. */
export interface StickerFrame {
  /** The canvas, px. */
  readonly width: number;
  readonly height: number;
  /**
   * `exact`: the canvas has that size; `longSide`: its longer side does; `within`: it is no larger. The last two are as
   * tight as the sticker.
   */
  readonly fit: 'exact' | 'longSide' | 'within';
  /** Px that stay empty at each side, but for the shadow. */
  readonly margin: number;
  /** Whether both sides must be even. */
  readonly isEven: boolean;
  /** The first that the browser can write is taken. */
  readonly formats: readonly [StickerFormat, ...StickerFormat[]];
  readonly mostBytes: number;
  /** The fewest and the most stickers of a pack. */
  readonly pack: { readonly min: number; readonly max: number };
  /** Stands for the pack in the messenger. */
  readonly icon?: {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly mostBytes: number;
  };
}

/** Messengers that mean 1,024 bytes by a kilobyte get 1,000: that suits both. */
const kB = 1000;

export const stickerFrames: Readonly<Record<Exclude<StickerSize, 'own'>, StickerFrame>> = {
  // github.com/WhatsApp/stickers: 512 × 512 WebP below 100 kB, a margin of 16 px, a tray icon of 96 × 96 px below 50 kB,
  // 3 to 30 stickers.
  whatsapp: {
    width: 512,
    height: 512,
    fit: 'exact',
    margin: 16,
    isEven: false,
    formats: ['webp'],
    mostBytes: 100 * kB,
    pack: { min: 3, max: 30 },
    icon: { name: 'tray', width: 96, height: 96, mostBytes: 50 * kB },
  },
  // core.telegram.org/stickers: PNG or WebP, one side of 512 px, the other no longer; up to 120 static stickers. PNG up
  // to 512 kB; an icon of 100 × 100 px.
  telegram: {
    width: 512,
    height: 512,
    fit: 'longSide',
    margin: 0,
    isEven: false,
    formats: ['webp', 'png'],
    mostBytes: 512 * kB,
    pack: { min: 1, max: 120 },
    icon: { name: 'icon', width: 100, height: 100, mostBytes: 128 * kB },
  },
  // support.signal.org, Stickers: PNG or WebP of 512 × 512 px with a margin of 16 px, up to 300 kB, up to 200 stickers.
  signal: {
    width: 512,
    height: 512,
    fit: 'exact',
    margin: 16,
    isEven: false,
    formats: ['webp', 'png'],
    mostBytes: 300 * kB,
    pack: { min: 1, max: 200 },
  },
  // creator.line.me/en/guideline: PNG of up to 370 × 320 px, both sides even, a margin of about 10 px, up to 1 MB; 8 to 40
  // stickers; main picture of 240 × 240 px, and a tab icon of 96 × 74 px.
  line: {
    width: 370,
    height: 320,
    fit: 'within',
    margin: 10,
    isEven: true,
    formats: ['png'],
    mostBytes: 1000 * kB,
    pack: { min: 8, max: 40 },
    icon: { name: 'tab', width: 96, height: 74, mostBytes: 1000 * kB },
  },
  // sticker.weixin.qq.com: 240 × 240 px. What is told of the largest file differs; the least of it is kept.
  wechat: {
    width: 240,
    height: 240,
    fit: 'exact',
    margin: 0,
    isEven: false,
    formats: ['png'],
    mostBytes: 100 * kB,
    pack: { min: 8, max: 24 },
    icon: { name: 'icon', width: 50, height: 50, mostBytes: 100 * kB },
  },
  // developer.apple.com, MSStickerSize and MSSticker: large ones have 618 × 618 px, up to 500 kB.
  imessage: {
    width: 618,
    height: 618,
    fit: 'exact',
    margin: 0,
    isEven: false,
    formats: ['png'],
    mostBytes: 500 * kB,
    pack: { min: 1, max: 120 },
  },
};
