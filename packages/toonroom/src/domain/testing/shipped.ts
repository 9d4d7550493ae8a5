import { readFileSync } from 'node:fs';
import { parseManifest, type StyleManifest } from '../model/styleManifest.ts';

/** The manifest that the app ships. */
export function shippedManifest(): StyleManifest {
  const url = new URL('../../../../../public/models/manifest.json', import.meta.url);
  return parseManifest(JSON.parse(readFileSync(url, 'utf8')));
}

/** The text of a style's file, as the manifest was made from it. */
export function shippedStyle(id: string): string {
  const folder = '../../../../../training/toonroom_training/artist/styles';
  return readFileSync(new URL(`${folder}/${id}.toonstyle`, import.meta.url), 'utf8');
}
