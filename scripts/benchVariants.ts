import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { timeGenerator } from './bench/generator.ts';
import { launchChromium } from './launchChromium.ts';

/** Times every network of a folder (`python -m toonroom_training.variants` fills one) in a browser; prints JSON. */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Which folder? npm run bench:variants -- DIR');
const STYLE_CODE = [1, 0, 0, 0, 0, 0, 0];

const browser = await launchChromium();
try {
  const networks = (await readdir(folder)).filter((name) => name.endsWith('.onnx')).toSorted();
  const timings: Record<string, unknown> = {};
  for (const name of networks) {
    timings[basename(name, '.onnx')] = await timeGenerator(
      browser,
      join(folder, name),
      STYLE_CODE,
      [1, 2],
    );
  }
  console.log(JSON.stringify(timings, null, 2));
} finally {
  await browser.close();
}
