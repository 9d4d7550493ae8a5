import type { Shape } from '#domain/compose/crop.ts';
import { defaultBlur } from '#domain/job/recipe.ts';
import type { Background, Colours, Output } from '#sdk/index.ts';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** `zh` of `zh-CN`: a locale without script and region. */
export const baseOf = (locale: string): string => locale.toLowerCase().split('-')[0]!;

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const outputFormats = ['png', 'jpeg', 'webp'] as const satisfies readonly Output['format'][];
export type OutputFormat = (typeof outputFormats)[number];

/** The style that a first photo opens in. */
export const firstStyleId = '3d';

export interface SettingsSlice {
  readonly language: Language;
  readonly theme: Theme;
  /** Null until the manifest is known: then {@link firstStyleId}, unless a stored one is still there. */
  readonly styleId: string | null;
  /** 0..1 */
  readonly strength: number;
  /** 0..1.3 */
  readonly exaggeration: number;
  readonly background: Background;
  /** Of plain backgrounds and patterns; null for the style's own. */
  readonly backdropColours: Colours | null;
  /** Of a blurred background, 0..1. */
  readonly backdropBlur: number;
  /** The person's own picture for the background; it lasts as long as the page. */
  readonly backdropPictureId: string | null;
  readonly format: OutputFormat;
  /** Whether saved drawings keep the photo's date, camera, exposure, caption and author. */
  readonly keepsCameraData: boolean;
  /** Of saved pictures. */
  readonly shape: Shape;
  /** Whether a saved picture shows the photo as well. */
  readonly besidePhoto: boolean;
  /** Whether saved drawings are kept in the gallery of this device. */
  readonly keepsGallery: boolean;
  /** Whether the installed app stands in the system's share menu. */
  readonly inShareMenu: boolean;
  /** Whether the camera counts down before it takes a picture. */
  readonly countdown: boolean;
  /** Whether the front camera shows and takes a mirror image. */
  readonly mirrorsSelfies: boolean;
  /** Whether single keys are shortcuts; Ctrl combinations always are. */
  readonly singleKeys: boolean;
}

export const initialSettings: SettingsSlice = {
  language: 'en',
  theme: 'system',
  styleId: null,
  strength: 1,
  exaggeration: 1,
  background: 'drawn',
  backdropColours: null,
  backdropBlur: defaultBlur,
  backdropPictureId: null,
  format: 'png',
  keepsCameraData: false,
  shape: 'whole',
  besidePhoto: false,
  keepsGallery: false,
  inShareMenu: false,
  countdown: true,
  mirrorsSelfies: true,
  singleKeys: true,
};

/** The first choice of a background; what is a colour, a pattern or a picture is chosen below it. */
export const backgroundGroups = ['drawn', 'photo', 'blurred', 'colour', 'none'] as const;
export type BackgroundGroup = (typeof backgroundGroups)[number];
