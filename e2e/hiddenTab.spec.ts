import type { Page } from '@playwright/test';
import { launchVisitorChromium } from '../testkit/visitorChromium.ts';
import { ClipMaker } from './clips.ts';
import { Cutter } from './cutter.ts';
import { expect, test, watch } from './fixtures.ts';
import { astronaut } from './photos.ts';
import { Studio } from './studio.ts';

test('a video is drawn to its end in a hidden tab', async ({ context, baseURL }) => {
  test.slow();
  const maker = await ClipMaker.open(context);
  const times = Array.from({ length: 21 }, (_, index) => index / 20);
  const clip = await maker.make({
    kind: 'mp4',
    name: 'walk.mp4',
    portrait: astronaut.url,
    width: 256,
    height: 192,
    times,
  });
  const visitor = await launchVisitorChromium();
  try {
    const faults = watch(visitor.context, new URL(baseURL!).origin);
    const page = visitor.context.pages()[0]!;
    await page.goto(baseURL!);
    const cutter = new Cutter(new Studio(page));
    await cutter.open(clip, baseURL);
    await cutter.button('drawTheVideo').click();
    await expect(cutter.button('pauseVideo')).toBeVisible();
    const other = await visitor.context.newPage();
    await other.bringToFront();
    expect(await page.evaluate(() => document.visibilityState)).toBe('hidden');
    await page.evaluate(() => {
      document.addEventListener('visibilitychange', () =>
        document.body.setAttribute('data-seen', ''),
      );
    });
    await expect(cutter.result).toBeAttached();
    expect(await page.locator('[data-seen]').count(), 'times the tab was shown').toBe(0);
    expect(await page.evaluate(() => document.visibilityState)).toBe('hidden');
    const drawn = await maker.read(await onlyVideoFile(page));
    expect(drawn.times).toHaveLength(times.length - 1);
    expect(faults).toEqual([]);
  } finally {
    await visitor.close();
  }
});

/** The drawn file as it lies in the page's private storage: downloads would need the tab in front. */
async function onlyVideoFile(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('videos');
    const files: File[] = [];
    for await (const handle of folder.values()) {
      if (handle instanceof FileSystemFileHandle) files.push(await handle.getFile());
    }
    if (files.length !== 1) throw new Error(`${files.length} files`);
    const bytes = new Uint8Array(await files[0]!.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  return Buffer.from(base64, 'base64');
}
