import { readFileSync } from 'node:fs';
import { firstStyleId } from '#app/shared/state/settingsSlice.ts';
import { parseManifest } from '#domain/model/styleManifest.ts';

const manifest: unknown = JSON.parse(readFileSync('public/models/manifest.json', 'utf8'));

/** The styles the page offers, and the model that draws them all. */
export const { styles, model } = parseManifest(manifest);

/** What the page calls the style that a first photo opens in, in English. */
export const firstStyleName = styles.find(({ id }) => id === firstStyleId)!.names.en;

/** The styles, beginning with the one that a first photo opens in. */
export const stylesByUse = styles.toSorted(
  (a, b) => Number(b.id === firstStyleId) - Number(a.id === firstStyleId),
);
