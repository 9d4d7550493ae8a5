import type { Text } from './text/index.ts';

/** A portrait in the public domain to try the page with; credits and licences stand in NOTICE. */
export interface Sample {
  readonly id: 'astronaut' | 'grace-hopper';
  readonly fileName: string;
  readonly url: string;
  /** A small square of the portrait, for the start page: see `scripts/drawSamples.ts`. */
  readonly printUrl: string;
  /** The same square, drawn by this page. */
  readonly drawnUrl: string;
  readonly title: (text: Text) => string;
  readonly credit: (text: Text) => string;
}

const folder = `${import.meta.env.BASE_URL}samples/`;

export const samples: readonly Sample[] = [
  {
    id: 'astronaut',
    fileName: 'astronaut.jpg',
    url: `${folder}astronaut.jpg`,
    printUrl: `${folder}astronaut-print.webp`,
    drawnUrl: `${folder}astronaut-drawn.webp`,
    title: (text) => text.sampleAstronaut,
    credit: (text) => text.sampleAstronautCredit,
  },
  {
    id: 'grace-hopper',
    fileName: 'grace-hopper.jpg',
    url: `${folder}grace-hopper.jpg`,
    printUrl: `${folder}grace-hopper-print.webp`,
    drawnUrl: `${folder}grace-hopper-drawn.webp`,
    title: (text) => text.sampleHopper,
    credit: (text) => text.sampleHopperCredit,
  },
];
