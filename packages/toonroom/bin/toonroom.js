#!/usr/bin/env node
// `npx toonroom copy FOLDER` puts the files that the engine fetches at run time into a folder that a site serves.
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [command, folder] = process.argv.slice(2);
if (command !== 'copy' || folder === undefined) {
  console.error(
    'Usage: toonroom copy FOLDER\nCopies engine, models and runtimes (about 50 MB) into FOLDER.',
  );
  process.exit(1);
}
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const target = resolve(folder);
mkdirSync(target, { recursive: true });
for (const part of ['engine', 'models', 'mediapipe']) {
  if (!existsSync(join(dist, part))) {
    console.error(`The package is incomplete: ${part} is missing.`);
    process.exit(1);
  }
  cpSync(join(dist, part), join(target, part), { recursive: true });
}
console.log(`Copied to ${target}.`);
