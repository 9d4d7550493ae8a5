import { readFile } from 'node:fs/promises';
import { peakRendererMemory } from '../scripts/bench/rendererMemory.ts';
import type { ErrorCode } from '#domain/errors.ts';
import { animatedGif, animatedWebp, blackPng, cmykJpeg } from './files.ts';
import { expect, test } from './fixtures.ts';
import { maxDifference } from './measure.ts';
import { astronaut, paintJpeg, type PhotoFile } from './photos.ts';

const file = (name: string, mimeType: string, buffer: Buffer): PhotoFile => ({
  name,
  mimeType,
  buffer,
});

test('a file that cannot be drawn is refused in clear words, and the picture stays', async ({
  browser,
  page,
  studio,
}) => {
  const portrait = await readFile(astronaut.path);
  const damaged = Buffer.from(portrait);
  // Its Huffman tables gone, nothing behind them can be read.
  damaged.fill(0xff, damaged.indexOf(Buffer.of(0xff, 0xc4)) + 4, damaged.length - 2);
  const tooLarge = blackPng(11_000, 10_000);
  const cases: readonly (readonly [PhotoFile, ErrorCode])[] = [
    [file('notes.txt', 'text/plain', Buffer.from('Not a picture at all.')), 'NOT_AN_IMAGE'],
    [file('letter.jpg', 'image/jpeg', Buffer.from('Nor is this.')), 'NOT_AN_IMAGE'],
    [file('nothing.png', 'image/png', Buffer.of()), 'EMPTY_FILE'],
    [file('half.jpg', 'image/jpeg', portrait.subarray(0, portrait.length / 2)), 'CORRUPT_IMAGE'],
    [file('head.jpg', 'image/jpeg', portrait.subarray(0, 100)), 'CORRUPT_IMAGE'],
    [file('damaged.jpg', 'image/jpeg', damaged), 'CORRUPT_IMAGE'],
    [file('plan.tiff', 'image/tiff', Buffer.from('II*\0\x08\0\0\0')), 'UNSUPPORTED_FORMAT'],
    [file('wall.png', 'image/png', tooLarge), 'TOO_MANY_PIXELS'],
  ];

  await studio.open();
  const size = { width: 320, height: 320 };
  const portraits = [{ portrait: astronaut, x: 0, y: 0, scale: 0.625 }];
  const painted = await paintJpeg(page, { ...size, portraits });
  await studio.draw(file('portrait.jpg', 'image/jpeg', painted));
  const before = await studio.pixels(studio.drawing);

  const memoryMB = async (work: () => Promise<void>): Promise<number> =>
    // Where the system does not tell, the words are all there is to check.
    (await peakRendererMemory(browser, work))?.footprintMB ?? 0;
  const atRest = await memoryMB(async () => undefined);

  for (const [bad, code] of cases) {
    await test.step(bad.name, async () => {
      const { what, next } = studio.text.problems[code];
      const used = await memoryMB(async () => {
        await studio.choose(bad);
        await expect(studio.alert).toHaveText(`${what} ${next}`);
      });
      // Decoded, the largest of them takes 440 MB.
      expect(used - atRest).toBeLessThan(100);
      await studio.drawn('portrait.jpg');
      expect(maxDifference(await studio.pixels(studio.drawing), before)).toBe(0);
      await page.getByRole('button', { name: studio.text.dismiss }).click();
      await expect(studio.alert).toBeEmpty();
    });
  }
});

test('an odd picture is drawn, with a word about what was made of it', async ({ page, studio }) => {
  await studio.open();
  const still = async (fill: string): Promise<Buffer> => {
    const url = await page.evaluate((colour) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
      const context = canvas.getContext('2d')!;
      context.fillStyle = colour;
      context.fillRect(0, 0, 64, 64);
      return canvas.toDataURL('image/webp', 0.9);
    }, fill);
    return Buffer.from(url.split(',')[1]!, 'base64');
  };
  const webp = animatedWebp([await still('red'), await still('blue')], 64);
  const cases = [
    [file('moving.gif', 'image/gif', animatedGif(64)), 'animatedFirstFrame'],
    [file('moving.webp', 'image/webp', webp), 'animatedFirstFrame'],
    [file('print.jpg', 'image/jpeg', cmykJpeg), 'cmykConverted'],
  ] as const;
  for (const [odd, notice] of cases) {
    await test.step(odd.name, async () => {
      await studio.draw(odd);
      await expect(studio.notice(notice)).toBeVisible();
      // All three are red at first sight: the first frame, and the right ink.
      const [red, green, blue] = (await studio.pixels(studio.photo)).data;
      expect(red).toBeGreaterThan(180);
      expect(Math.max(green!, blue!)).toBeLessThan(80);
    });
  }
});
