import { fileURLToPath } from 'node:url';
import { mediapipeAssets } from './assets/mediapipe.ts';
import { prepareAsset } from './assets/prepare.ts';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

try {
  for (const asset of mediapipeAssets) {
    const outcome = await prepareAsset(asset, fromHere('../node_modules'), fromHere('../public'));
    console.log(`${asset.path}: ${outcome}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
