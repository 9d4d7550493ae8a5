import type { Page } from '@playwright/test';
import { readImageHeader } from '#domain/files/imageHeader.ts';
import { expect, test } from './fixtures.ts';
import { meanDifference } from './measure.ts';
import { hopper, paintPicture, photoFile, smallPortrait } from './photos.ts';
import type { Studio } from './studio.ts';

const copyButton = ({ page, text }: Studio) => page.getByRole('button', { name: text.copyDrawing });
const shareButton = ({ page, text }: Studio) =>
  page.getByRole('button', { name: text.shareDrawing });

test('the drawing is copied at the photo’s own size', async ({ context, page, studio }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await studio.open();
  // Larger than any preview.
  const size = { width: 1400, height: 560 };
  const buffer = await paintPicture(page, {
    ...size,
    portraits: [{ portrait: hopper, x: 450, y: 0, scale: 0.93 }],
  });
  await studio.draw(photoFile('wide.jpg', buffer));
  const shown = await studio.pixels(studio.drawing);
  // Whatever the file's format, the clipboard holds a PNG.
  await page.getByText(studio.text.formatNames.webp, { exact: true }).click();
  await copyButton(studio).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(studio.text.copied).first()).toBeVisible();
  await expect(copyButton(studio)).toBeFocused();

  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const blob = await item!.getType('image/png');
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const bytes = Buffer.from(copied);
  expect(readImageHeader(bytes)).toMatchObject({ format: 'png', ...size });
  expect(meanDifference(await studio.decode(bytes, shown), shown)).toBeLessThan(4);
});

test.describe('on a host that forbids the clipboard', () => {
  test.use({ expectedErrors: /Clipboard API has been blocked/ });

  test('a clipboard that is refused is told of, and nothing is lost', async ({ page, studio }) => {
    await page.route('/', async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'permissions-policy': 'clipboard-write=()' };
      await route.fulfill({ response, headers });
    });
    await studio.open();
    await studio.draw(await smallPortrait(page));
    await copyButton(studio).click();
    await expect(studio.alert).toContainText(studio.text.problems.COPY_REFUSED.what);
    await studio.save('png');
    await expect(studio.alert).toBeEmpty();
  });
});

interface Shared {
  name: string;
  type: string;
  bytes: number[];
}

/** Stands in for the system's share sheet, which no test can press: it answers what `answers` names, in turn. */
async function withShareSheet(page: Page, answers: readonly string[]): Promise<Shared[]> {
  const shared: Shared[] = [];
  await page.exposeFunction('keepShared', (file: Shared) => void shared.push(file));
  await page.addInitScript(
    (left: string[]) => {
      const keep = (window as unknown as { keepShared: (file: Shared) => Promise<void> })
        .keepShared;
      navigator.canShare = ({ files } = {}) => files?.[0]?.type !== 'image/webp';
      navigator.share = async ({ files } = {}) => {
        const answer = left.shift();
        if (answer !== 'taken') throw new DOMException('No.', answer);
        const [file] = files ?? [];
        const bytes = [...new Uint8Array(await file!.arrayBuffer())];
        await keep({ name: file!.name, type: file!.type, bytes });
      };
    },
    [...answers],
  );
  return shared;
}

test('the drawing is shared as the file that would be downloaded', async ({ page, studio }) => {
  const { text } = studio;
  const answers = ['taken', 'AbortError', 'NotAllowedError', 'taken', 'DataError'];
  const shared = await withShareSheet(page, answers);
  await studio.open();
  await studio.draw(await smallPortrait(page));

  await test.step('in the chosen format', async () => {
    const { name, bytes } = await studio.save('jpeg');
    await shareButton(studio).click();
    await expect.poll(() => shared.length).toBe(1);
    expect(shared[0]).toEqual({ name, type: 'image/jpeg', bytes: [...bytes] });
    await expect(shareButton(studio)).toBeVisible();
  });

  await test.step('closing the sheet is no failure', async () => {
    await shareButton(studio).click();
    await expect(shareButton(studio)).toBeVisible();
    await expect(studio.alert).toBeEmpty();
    await expect(page.getByText(text.readyToShare)).toHaveCount(0);
  });

  await test.step('when the drawing outlasts the press, the next one shares it', async () => {
    await shareButton(studio).click();
    await expect(page.getByText(text.readyToShare).first()).toBeVisible();
    await shareButton(studio).click();
    await expect.poll(() => shared.length).toBe(2);
    await expect(page.getByText(text.readyToShare)).toHaveCount(0);
  });

  await test.step('a refusal is told', async () => {
    await shareButton(studio).click();
    await expect(studio.alert).toContainText(text.problems.SHARE_REFUSED.what);
  });

  await test.step('a format that no app takes is not offered', async () => {
    await page.getByText(text.formatNames.webp, { exact: true }).click();
    await expect(shareButton(studio)).toHaveCount(0);
  });
});

test('where nothing can be shared, nothing is offered', async ({ page, studio }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'canShare', { value: undefined });
  });
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await expect(studio.download).toBeVisible();
  await expect(shareButton(studio)).toHaveCount(0);
});
