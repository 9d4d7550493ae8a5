import { readFileSync } from 'node:fs';
import { parseManifest } from '#domain/styleManifest.ts';

const manifest: unknown = JSON.parse(readFileSync('public/models/manifest.json', 'utf8'));

/** The styles the page offers, and the model that draws them all. */
export const { styles, model } = parseManifest(manifest);
