import { firstStyleId } from '../shared/state/settingsSlice.ts';
import type { Text } from '../text/index.ts';

/** A portrait in the public domain to try the page with; credits and licences stand in NOTICE. */
export interface Sample {
  readonly fileName: string;
  readonly url: string;
  /** A square of the portrait, for the start page: see `scripts/drawSamples.ts`. */
  readonly printUrl: string;
  /** The same square, drawn by this page. */
  readonly drawnUrl: string;
  readonly title: (text: Text) => string;
  readonly credit: (text: Text) => string;
}

const folder = `${import.meta.env.BASE_URL}samples/`;

/** The square of the first sample in a style. */
export function drawnSampleUrl(styleId: string): string {
  return `${folder}astronaut-${styleId}.webp`;
}

/** A person drawn in a style, for the gallery under the start: see `training/toonroom_training/examples.py`. */
export function exampleUrl(styleId: string): string {
  return `${folder}examples/${styleId}.webp`;
}

/** Shown large, in every style. */
export const heroSample: Sample = {
  fileName: 'astronaut.jpg',
  url: `${folder}astronaut.jpg`,
  printUrl: `${folder}astronaut-print.webp`,
  drawnUrl: drawnSampleUrl(firstStyleId),
  title: (text) => text.sampleAstronaut,
  credit: (text) => text.sampleAstronautCredit,
};

/** Hangs beside it. */
export const printSample: Sample = {
  fileName: 'grace-hopper.jpg',
  url: `${folder}grace-hopper.jpg`,
  printUrl: `${folder}grace-hopper-print.webp`,
  drawnUrl: `${folder}grace-hopper-drawn.webp`,
  title: (text) => text.sampleHopper,
  credit: (text) => text.sampleHopperCredit,
};
