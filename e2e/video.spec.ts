import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { type ClipOrder, ClipMaker } from './clips.ts';
import { Cutter } from './cutter.ts';
import { expect, test as separateTest } from './fixtures.ts';
import { astronaut, type PhotoFile } from './photos.ts';
import { Studio } from './studio.ts';
import { testsOfOnePage } from './sharedPage.ts';
import { engineScript } from '../testkit/counters.ts';

const test = testsOfOnePage();

const short: ClipOrder = {
  kind: 'mp4',
  name: 'clip.mp4',
  portrait: astronaut.url,
  width: 256,
  height: 192,
  times: [0, 0.1, 0.25, 0.3, 0.5, 0.6],
  hasSound: true,
};

/** How devices fail at pictures that are too large for them: what their worker does. */
const faults = {
  'the browser knows': `VideoDecoder.isConfigSupported = async (config) => ({ config, supported: config.codedWidth <= 4096 });`,
  'it shows at the first frame': `VideoDecoder.prototype.decode = () => { throw new DOMException('no', 'EncodingError'); };`,
};

test('a phone’s video keeps its timing, its way up and its sound', async ({ context, studio }) => {
  const maker = await ClipMaker.open(context);
  const clip = await maker.make({ ...short, rotation: 90 });
  const filmed = await maker.read(clip.buffer);
  expect([filmed.width, filmed.height]).toEqual([192, 256]);
  const cutter = new Cutter(studio);
  await cutter.open(clip);
  // The frame is a photo like any other.
  await expect(studio.page.locator('.facts-name')).toHaveText('clip.mp4');
  await studio.style('Comic');
  const drawn = await maker.read(await cutter.draw());
  expect([drawn.width, drawn.height, drawn.videoCodec]).toEqual([192, 256, 'avc']);
  expect(drawn.times).toHaveLength(filmed.times.length);
  drawn.times.forEach((timeS, index) => expect(timeS).toBeCloseTo(filmed.times[index]!, 3));
  expect(drawn.durationS).toBeCloseTo(filmed.durationS, 2);
  expect(drawn.sound).toEqual(filmed.sound);
  const colourShift = drawn.middle.map((value, index) => Math.abs(value - filmed.middle[index]!));
  expect(Math.max(...colourShift)).toBeGreaterThan(4);
  await expect(cutter.panel.locator('.timeline-cell.is-drawn').first()).toBeVisible();
});

test('a part of it, as a WebM, by keyboard', async ({ context, page, studio }) => {
  const maker = await ClipMaker.open(context);
  const times = Array.from({ length: 21 }, (_, index) => index / 20);
  const clip = await maker.make({ ...short, kind: 'webm', name: 'clip.webm', times });
  const cutter = new Cutter(studio);
  await cutter.open(clip);
  const { text } = studio;
  await cutter.panel.getByRole('slider', { name: text.videoStart }).focus();
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight');
  await cutter.panel.getByRole('slider', { name: text.videoEnd }).focus();
  for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowLeft');
  await expect(cutter.panel).toContainText(/0:00\.4 – 0:00\.[67]/);
  await cutter.format('WebM');
  await cutter.panel.getByLabel(text.videoRate).selectOption('8');
  await cutter.button('drawTheVideo').focus();
  await page.keyboard.press('Enter');
  await expect(cutter.result).toBeVisible();
  const drawn = await maker.read(await cutter.download());
  expect(drawn.videoCodec).toBe('vp9');
  expect(drawn.times).toHaveLength(3);
  expect(drawn.times[0]).toBeLessThan(0.051);
  expect(drawn.durationS).toBeLessThan(0.42);
  expect(drawn.sound?.packets.length).toBeGreaterThan(5);
});

test('an animated GIF becomes another one, and a WebP', async ({ context, studio }) => {
  const maker = await ClipMaker.open(context);
  const clip = await maker.make({
    ...short,
    kind: 'gif',
    name: 'wave.gif',
    times: [0, 0.2, 0.3, 0.6],
  });
  const cutter = new Cutter(studio);
  await cutter.open(clip);
  const gif = await maker.readAnimation(await cutter.draw('drawAnimation'), 'image/gif');
  expect(gif).toEqual({ width: 256, height: 192, seconds: [0.2, 0.1, 0.3] });
  await cutter.panel.getByRole('button', { name: studio.text.videoDiscard }).click();
  await cutter.format('WebP');
  const webp = await maker.readAnimation(await cutter.draw('drawAnimation'), 'image/webp');
  expect(webp).toEqual(gif);
});

test('it pauses, goes on and is cancelled at once; then it can be drawn', async ({
  context,
  page,
  studio,
}) => {
  const maker = await ClipMaker.open(context);
  const times = Array.from({ length: 31 }, (_, index) => index / 15);
  const cutter = new Cutter(studio);
  await cutter.open(await maker.make({ ...short, times }));
  await cutter.button('drawTheVideo').click();
  const words = cutter.panel.locator('.meter-stage');
  await expect(words).toContainText('fps');
  await cutter.button('pauseVideo').click();
  await expect(cutter.button('resumeVideo')).toBeVisible();
  // The frame at hand is drawn to its end.
  await page.waitForTimeout(2000);
  const held = await words.textContent();
  await page.waitForTimeout(1500);
  expect(await words.textContent()).toBe(held);
  await cutter.button('resumeVideo').click();
  await expect(words).not.toHaveText(held!);
  const cancelMs = await page.evaluate(
    async (name) => {
      const find = (label: string) =>
        [...document.querySelectorAll('button')].find((each) => each.textContent?.includes(label));
      const startMs = performance.now();
      find(name.cancel)!.click();
      // Frames are rare while both processors draw: what is asked is when the page has changed.
      while (!find(name.draw)) {
        await new Promise((resolve) => {
          new MutationObserver(resolve).observe(document.body, { subtree: true, childList: true });
        });
      }
      return performance.now() - startMs;
    },
    { cancel: studio.text.cancelVideo, draw: studio.text.drawTheVideo },
  );
  expect(cancelMs).toBeLessThan(300);
  await cutter.panel.getByRole('slider', { name: studio.text.videoEnd }).fill('0.2');
  const drawn = await maker.read(await cutter.draw());
  expect(drawn.times).toHaveLength(3);
});

test('what does not move does not flicker', async ({ context, studio }) => {
  const maker = await ClipMaker.open(context);
  const times = Array.from({ length: 9 }, (_, index) => index / 25);
  const clip = await maker.make({ ...short, times, noise: 12, hasSound: false });
  const cutter = new Cutter(studio);
  await cutter.open(clip);
  await studio.style('Sketch');
  const drawn = await maker.read(await cutter.draw());
  const filmed = await maker.read(clip.buffer);
  expect(filmed.change).toBeGreaterThan(1);
  expect(drawn.change).toBeLessThan(1.15 * filmed.change);
});

test('what is no video says so', async ({ context, page, studio }) => {
  const maker = await ClipMaker.open(context);
  await studio.open();
  const { text } = studio;
  const refused = async (file: PhotoFile, ...sentences: readonly string[]): Promise<void> => {
    await studio.choose(file);
    for (const sentence of sentences) await expect(studio.alert.first()).toContainText(sentence);
    await page.getByRole('button', { name: text.dismiss }).click();
  };
  const sound = await maker.make({ ...short, kind: 'webm', name: 'song.webm', isSoundOnly: true });
  await refused(sound, text.problems.VIDEO_WITHOUT_PICTURE.what);
  const clip = await maker.make(short);
  const half = clip.buffer.subarray(0, 200);
  await refused({ ...clip, buffer: half }, text.problems.VIDEO_CORRUPT.what);
  const film = await maker.make({ ...short, kind: 'webm', name: 'film.webm' });
  const renamed = Buffer.from(film.buffer.toString('latin1').replace('V_VP9', 'V_QQ9'), 'latin1');
  await refused({ ...film, buffer: renamed }, text.problems.VIDEO_CODEC.what, 'V_QQ9');
  await refused({ ...clip, buffer: Buffer.alloc(0) }, text.problems.EMPTY_FILE.what);
  /** The clip with another name for its codec. */
  const entry = (name: string): Buffer => {
    const at = clip.buffer.indexOf(Buffer.from('avc1\0\0\0\0', 'latin1'));
    expect(at).toBeGreaterThan(0);
    const head = clip.buffer.subarray(0, at);
    return Buffer.concat([head, Buffer.from(name), clip.buffer.subarray(at + 4)]);
  };
  await refused({ ...clip, buffer: entry('encv') }, text.problems.VIDEO_PROTECTED.what);
  await refused({ ...clip, buffer: entry('hvc9') }, text.problems.VIDEO_CODEC.what, 'hvc9');
});

test('a damaged video, one without a face, one of three hours', async ({ context, studio }) => {
  const maker = await ClipMaker.open(context);
  const cutter = new Cutter(studio);
  const silent = { ...short, hasSound: false };
  await test.step('what can be read of a damaged one is drawn', async () => {
    const times = Array.from({ length: 13 }, (_, index) => index / 12);
    const clip = await maker.make({ ...silent, name: 'cut.mp4', times, noise: 40 });
    const buffer = clip.buffer.subarray(0, Math.round(clip.buffer.length * 0.6));
    await cutter.open({ ...clip, buffer });
    const drawn = await maker.read(await cutter.draw());
    expect(drawn.times.length).toBeGreaterThan(1);
    expect(drawn.times.length).toBeLessThan(12);
    await expect(cutter.panel.getByRole('alert')).toHaveText(studio.text.videoCutBy.damage);
  });
  await test.step('without a face the scene is drawn', async () => {
    const { portrait: _none, ...plain } = silent;
    await studio.draw(await maker.make({ ...plain, name: 'sky.mp4', times: [0, 0.1, 0.2] }));
    const drawn = await maker.read(await cutter.draw());
    expect(drawn.times).toHaveLength(2);
  });
  await test.step('of a very long one the first minute is chosen', async () => {
    const times = [0, 0.1, 10_799, 10_800];
    await studio.draw(await maker.make({ ...silent, name: 'long.mp4', times }));
    await expect(cutter.panel).toContainText(studio.text.videoLong('3:00:00'));
    await expect(cutter.panel).toContainText('0:00 – 1:00 (1:00)');
    const drawn = await maker.read(await cutter.draw());
    expect(drawn.times).toHaveLength(2);
  });
});

separateTest.describe('a video of 8K', () => {
  const large: ClipOrder = {
    kind: 'webm',
    name: 'large.webm',
    portrait: astronaut.url,
    width: 7680,
    height: 4320,
    times: [0, 0.1, 0.2],
  };

  separateTest('is drawn smaller, and says so', async ({ context, studio }) => {
    separateTest.slow();
    const maker = await ClipMaker.open(context);
    const cutter = new Cutter(studio);
    await cutter.open(await maker.make(large));
    const { text } = studio;
    await expect(cutter.panel).toContainText(text.videoLarge('7680 × 4320', '3840 × 2160'));
    const size = cutter.panel.getByLabel(text.videoSize);
    await expect(size.locator('option').last()).toHaveText('3840 × 2160');
    await size.selectOption('480');
    const drawn = await maker.read(await cutter.draw());
    expect([drawn.width, drawn.height]).toEqual([480, 270]);
  });

  for (const [name, fault] of Object.entries(faults)) {
    separateTest(`is refused by its size where ${name}`, async ({ context, page, studio }) => {
      const maker = await ClipMaker.open(context);
      const clip = await maker.make(large);
      await page.route(engineScript, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: `${fault}\n${await response.text()}` });
      });
      await studio.open();
      await studio.choose(clip);
      const { what, next } = studio.text.problems.VIDEO_CODEC;
      await expect(studio.alert.first()).toContainText(`${what} (VP9, 7680 × 4320) ${next}`);
    });
  }
});

separateTest('a full disk leaves what is drawn', async ({ context, page, studio }) => {
  const maker = await ClipMaker.open(context);
  const times = Array.from({ length: 13 }, (_, index) => index / 12);
  const cutter = new Cutter(studio);
  await cutter.open(await maker.make({ ...short, times, noise: 60 }));
  const session = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  const { usage = 0 } = await page.evaluate(() => navigator.storage.estimate());
  const quotaSize = usage + 40_000_000;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  const file = await cutter.draw();
  await expect(cutter.panel.getByRole('alert')).toContainText(studio.text.videoCutBy.fullDisk);
  const drawn = await maker.read(file);
  expect(drawn.times.length).toBeGreaterThan(0);
  expect(drawn.times.length).toBeLessThan(12);
});

separateTest(
  'a page deletes what closed ones have left, and nobody else’s',
  async ({ context, page, studio }) => {
    const other = await context.newPage();
    await other.goto('/');
    await other.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('videos', { create: true });
      for (const name of ['gone 1', 'living 1']) await folder.getFileHandle(name, { create: true });
      await new Promise<void>((resolve) => {
        void navigator.locks.request('toonroom-video-living', () => {
          resolve();
          return new Promise(() => undefined);
        });
      });
    });
    await studio.open();
    const names = (): Promise<string[]> =>
      page.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle('videos');
        const found: string[] = [];
        for await (const name of folder.keys()) found.push(name);
        return found;
      });
    await expect.poll(names).toEqual(['living 1']);
    await other.close();
    await page.reload();
    await expect.poll(names).toEqual([]);
  },
);

test('a batch takes videos', async ({ context, page, studio }) => {
  const maker = await ClipMaker.open(context);
  const clip = await maker.make({ ...short, times: [0, 0.1, 0.2] });
  const photo = {
    name: 'astronaut.jpg',
    mimeType: 'image/jpeg',
    buffer: await readFile(astronaut.path),
  };
  await studio.open();
  await studio.choose([photo, clip]);
  await page.getByRole('button', { name: studio.text.batchStart(2, '2') }).click();
  await expect(page.getByText(studio.text.batchFinished('2', '2'))).toBeVisible();
  await page
    .getByRole('button', { name: /clip\.mp4/ })
    .first()
    .click();
  const video = page.getByRole('dialog').locator('video');
  await expect(video).toBeVisible();
  expect(await video.evaluate((shown: HTMLVideoElement) => shown.error)).toBeNull();
});

separateTest.describe('in Chinese, on a phone', () => {
  separateTest.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });

  separateTest('nobody is shut out', async ({ context, page }) => {
    const maker = await ClipMaker.open(context);
    const clip = await maker.make(short);
    const studio = new Studio(page, 'zh-CN');
    await studio.open();
    await studio.draw(clip);
    const cutter = new Cutter(studio);
    await expect(cutter.button('drawTheVideo')).toBeVisible();
    await noOverflow(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page }).include('.video-panel').analyze();
      expect.soft(violations.map(({ id }) => id)).toEqual([]);
    }
  });
});

async function noOverflow(page: Page): Promise<void> {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  expect(scroll).toBeLessThanOrEqual(client);
}
