import { countLive, readLive } from '../testkit/counters.ts';
import { renderersOf, sharedMemoryMB } from '../testkit/rendererMemory.ts';
import { ClipMaker } from './clips.ts';
import { Cutter } from './cutter.ts';
import { expect, test } from './fixtures.ts';
import { styles } from './manifest.ts';
import { astronaut, hopper, paintPicture, photoFile, type PhotoFile } from './photos.ts';

/** The shown photo and its drawing on the page, the photo in the engine, and the person in every style. */
const heldBitmaps = 3 + styles.length;
const warmUp = 12;
/** As many results are listed, each with a small picture that has an address. */
const mostResults = 24;
const photoCount = 27;

test('one photo after the other leaves nothing behind', async ({ page, studio }) => {
  test.slow();
  await studio.open();
  const photos: PhotoFile[] = [];
  for (const [index, portrait] of [astronaut, hopper, undefined].entries()) {
    const portraits = portrait ? [{ portrait, x: 20, y: 0, scale: 0.4 }] : [];
    const painted = await paintPicture(page, { width: 240 + 40 * index, height: 208, portraits });
    photos.push(photoFile(`photo-${index}.jpg`, painted));
  }
  await countLive(page);
  await studio.open();

  const settledBitmaps = () => expect.poll(async () => (await readLive(page)).bitmaps);
  let warmWasmBytes = 0;
  let downloads = 0;
  for (let turn = 1; turn <= photoCount; turn++) {
    await studio.draw(photos[turn % photos.length]!);
    if (turn % 6 === 0) await studio.set(studio.strength, turn % 12 === 0 ? 100 : 60);
    if (turn < 3) {
      await studio.save('webp');
      downloads += 1;
    }
    // The older photo's release is a message to the engine: it may take a moment.
    await settledBitmaps().toBe(heldBitmaps);
    const { urls, wasmBytes } = await readLive(page);
    // A download's address stays for a minute, since some browsers read it late; a photo needs none.
    expect(urls).toBeLessThanOrEqual(downloads + Math.min(turn, mostResults));
    if (turn === warmUp) warmWasmBytes = wasmBytes;
    if (turn > warmUp) expect(wasmBytes).toBe(warmWasmBytes);
  }
  expect(warmWasmBytes).toBeGreaterThan(0);

  await page.getByRole('button', { name: studio.text.startOver }).click();
  await settledBitmaps().toBe(0);
  await expect.poll(async () => (await readLive(page)).urls, { timeout: 90_000 }).toBe(mostResults);
});

test('the frames of a video leave nothing behind', async ({ browser, context, studio }) => {
  test.slow();
  const maker = await ClipMaker.open(context);
  // One of its frames takes 3.7 MB, a drawn one a seventh of it: leaked frames would be 44 MB or more.
  const frames = 12;
  const clip = await maker.make({
    kind: 'mp4',
    name: 'walk.mp4',
    portrait: astronaut.url,
    width: 1280,
    height: 720,
    times: Array.from({ length: frames + 1 }, (_, index) => index / 12),
  });
  await maker.close();
  const cutter = new Cutter(studio);
  await cutter.open(clip);
  await cutter.panel.getByLabel(studio.text.videoSize).selectOption('480');
  const renderers = await renderersOf(browser);
  const before = await sharedMemoryMB(renderers);
  await cutter.draw();
  // The last frames are freed a moment after the file is there.
  const grown = expect.poll(async () => (await sharedMemoryMB(renderers)) - before);
  await grown.toBeLessThan(2 * frames);
});
