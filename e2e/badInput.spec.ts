import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { peakRendererMemory, renderersOf } from '../testkit/rendererMemory.ts';
import { animatedWebp } from '#domain/testing/animatedWebp.ts';
import type { ErrorCode } from '#domain/job/errors.ts';
import { animatedGif, blackPng, cmykJpeg } from '../testkit/pictureFiles.ts';
import { expect } from './fixtures.ts';
import { maxDifference } from './measure.ts';
import { astronaut, paintPicture, photoFile, type PhotoFile, smallPortrait } from './photos.ts';
import { testsOfOnePage } from './sharedPage.ts';

const test = testsOfOnePage();

/** A picture of one colour, as the browser encodes it. */
async function plainPicture(
  page: Page,
  shape: { width: number; height: number; fill: string; type: string },
): Promise<Buffer> {
  const url = await page.evaluate(({ width, height, fill, type }) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d')!;
    context.fillStyle = fill;
    context.fillRect(0, 0, width, height);
    return canvas.toDataURL(type, 0.9);
  }, shape);
  return Buffer.from(url.split(',')[1]!, 'base64');
}

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
    [photoFile('notes.txt', Buffer.from('Not a picture at all.'), 'text/plain'), 'NOT_AN_IMAGE'],
    [photoFile('letter.jpg', Buffer.from('Nor is this.'), 'image/jpeg'), 'NOT_AN_IMAGE'],
    [photoFile('nothing.png', Buffer.of(), 'image/png'), 'EMPTY_FILE'],
    [
      photoFile('half.jpg', portrait.subarray(0, portrait.length / 2), 'image/jpeg'),
      'CORRUPT_IMAGE',
    ],
    [photoFile('head.jpg', portrait.subarray(0, 100), 'image/jpeg'), 'CORRUPT_IMAGE'],
    [photoFile('damaged.jpg', damaged, 'image/jpeg'), 'CORRUPT_IMAGE'],
    [photoFile('paper.pdf', Buffer.from('%PDF-1.7'), 'application/pdf'), 'PDF_FILE'],
    [
      photoFile('film.mp4', Buffer.from('\0\0\0\x10ftypisom\0\0\0\0'), 'video/mp4'),
      'VIDEO_CORRUPT',
    ],
    [photoFile('film.avi', Buffer.from('RIFF\0\0\0\0AVI LIST'), 'video/x-msvideo'), 'VIDEO_CODEC'],
    [photoFile('film.jpg', Buffer.from('\0\0\0\x10ftypisom\0\0\0\0'), 'image/jpeg'), 'VIDEO_FILE'],
    [photoFile('plan.tiff', Buffer.from('II*\0\x08\0\0\0'), 'image/tiff'), 'UNSUPPORTED_FORMAT'],
    [photoFile('wall.png', tooLarge, 'image/png'), 'TOO_MANY_PIXELS'],
  ];

  await studio.open();
  await studio.draw(await smallPortrait(page));
  const before = await studio.pixels(studio.drawing);

  const renderers = await renderersOf(browser);
  const memoryMB = async (work: () => Promise<void>): Promise<number> =>
    // Where the system does not tell, the words are all there is to check.
    (await peakRendererMemory(renderers, work))?.footprintMB ?? 0;
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
  const still = (fill: string) =>
    plainPicture(page, { width: 64, height: 64, fill, type: 'image/webp' });
  const stills = [await still('red'), await still('blue')];
  const webp = Buffer.from(
    animatedWebp(
      64,
      64,
      stills.map((each) => ({ still: each, durationS: 0.1 })),
    ),
  );
  const cases = [
    [photoFile('moving.gif', animatedGif(64), 'image/gif'), 'animatedFirstFrame'],
    [photoFile('moving.webp', webp, 'image/webp'), 'animatedFirstFrame'],
    [photoFile('print.jpg', cmykJpeg, 'image/jpeg'), 'cmykConverted'],
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

test('a JPEG whose end is missing is drawn, and stray bytes are passed over', async ({
  page,
  studio,
}) => {
  await studio.open();
  const { buffer } = await smallPortrait(page);
  for (const share of [1, 0.9]) {
    const end = Math.round((buffer.length - 2) * share);
    await studio.draw(photoFile(`cut-${share}.jpg`, buffer.subarray(0, end)));
    await expect(studio.notice('cutShort')).toBeVisible();
  }
  for (const stray of [Buffer.alloc(18), Buffer.of(0), Buffer.of(0xff, 0)]) {
    const tables = buffer.indexOf(Buffer.of(0xff, 0xdb));
    const bytes = Buffer.concat([buffer.subarray(0, tables), stray, buffer.subarray(tables)]);
    await studio.draw(photoFile(`stray-${stray.length}.jpg`, bytes));
    await expect(studio.notice('cutShort')).toBeHidden();
  }
});

test('a picture of an odd shape, of nobody or of a crowd is drawn', async ({ page, studio }) => {
  test.slow();
  await studio.open();
  const png = (width: number, height: number, fill: string) =>
    plainPicture(page, { width, height, fill, type: 'image/png' });
  const crowd = Array.from({ length: 60 }, (_, index) => ({
    portrait: astronaut,
    x: (index % 10) * 128,
    y: Math.floor(index / 10) * 128,
    scale: 0.25,
  }));
  const touching = [-130, 60, 250].map((x) => ({ portrait: astronaut, x, y: 0, scale: 0.9 }));
  const cases = [
    [photoFile('dot.png', await png(1, 1, 'teal'), 'image/png'), 'noFace'],
    [photoFile('glass.png', await png(300, 200, 'transparent'), 'image/png'), 'noFace'],
    [photoFile('banner.png', await png(20_000, 300, 'navy'), 'image/png'), 'noFace'],
    [photoFile('thread.png', blackPng(1, 60_000), 'image/png'), 'noFace'],
    [
      photoFile(
        'crowd.jpg',
        await paintPicture(page, { width: 1280, height: 768, portraits: crowd }),
      ),
      'manyFaces',
    ],
    // A face that is a drawing already.
    [
      photoFile(
        'painting.webp',
        await readFile('public/samples/grace-hopper-drawn.webp'),
        'image/webp',
      ),
      undefined,
    ],
    // The first one's face is cut by the border, and all three touch.
    [
      photoFile(
        'row.jpg',
        await paintPicture(page, { width: 520, height: 420, portraits: touching }),
      ),
      undefined,
    ],
  ] as const;
  for (const [odd, notice] of cases) {
    await test.step(odd.name, async () => {
      await studio.draw(odd);
      if (notice) await expect(studio.notice(notice)).toBeVisible();
      await expect(studio.alert).toBeEmpty();
    });
  }
});
