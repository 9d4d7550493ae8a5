import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { chromium } from '@playwright/test';
import { timeGenerator } from './bench/generator.ts';
import { chromiumArguments, chromiumPath } from './chromium.ts';

/** Times every network of a folder (`python -m toonroom_training.variants` fills one) in a browser; prints JSON. */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Which folder? npm run bench:variants -- DIR');
const STYLE_CODE = [1, 0, 0, 0, 0, 0, 0];

const executablePath = chromiumPath();
const browser = await chromium.launch({
  args: [...chromiumArguments],
  ...(executablePath === undefined ? {} : { executablePath }),
});
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
