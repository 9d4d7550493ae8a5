import { expect } from './fixtures.ts';
import { model, styles } from './manifest.ts';
import { faceFrame, meanDifference, type Picture } from './measure.ts';
import {
  astronaut,
  paintPicture,
  photoFile,
  placedPoints,
  smallPortrait,
  twoPeople,
  widePortrait,
} from './photos.ts';
import type { Studio } from './studio.ts';
import { testsOfOnePage } from './sharedPage.ts';

const test = testsOfOnePage();

/** Waits for the last of the wall's pictures; resolves to all of them, in the order of the styles. */
async function picturesOf(studio: Studio): Promise<readonly Picture[]> {
  await expect(studio.wall).toHaveCount(styles.length);
  return await Promise.all((await studio.wall.all()).map((canvas) => studio.pixels(canvas)));
}

/** Every two of them differ; shown at 80 px, less than this could not be told apart. */
function expectDistinct(pictures: readonly Picture[]): void {
  pictures.forEach((picture, index) => {
    for (const [other, another] of pictures.slice(0, index).entries()) {
      const names = `${styles[index]!.id} and ${styles[other]!.id}`;
      expect.soft(meanDifference(picture, another), names).toBeGreaterThan(3);
    }
  });
}

test('the wall shows this person in every style, and nothing moves, is fetched or is read out for it', async ({
  page,
  studio,
}) => {
  await studio.open();
  await page.evaluate(() => {
    const seen = { shifted: 0, spoken: [] as (string | null)[] };
    Object.assign(window, { seen });
    // From the drawing on; the start has a header of its own.
    new PerformanceObserver((list) => {
      if (!document.querySelector('[data-state="drawn"]')) return;
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & {
          readonly value: number;
          readonly hadRecentInput: boolean;
        };
        if (!hadRecentInput) seen.shifted += value;
      }
    }).observe({ type: 'layout-shift' });
    // From the first picture of the wall on.
    new MutationObserver((changes) => {
      if (!document.querySelector('.style-picture canvas')) return;
      const live = '[aria-live], [role="status"], [role="alert"]';
      const spoken = changes.map(({ target }) => target.parentElement?.closest(live));
      seen.spoken.push(...spoken.flatMap((region) => region?.textContent ?? []));
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const fetched: string[] = [];
  page.context().on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await studio.draw(await smallPortrait(page));
  const before = fetched.filter((path) => !path.endsWith('.js')).length;

  const pictures = await picturesOf(studio);
  expectDistinct(pictures);
  expect(fetched.filter((path) => !path.endsWith('.js'))).toHaveLength(before);
  expect(fetched.filter((path) => path.endsWith('.onnx'))).toHaveLength(
    Object.keys(model.files).length,
  );
  const seen = await page.evaluate(() => (window as unknown as { seen: unknown }).seen);
  expect(seen).toEqual({ shifted: 0, spoken: [] });
  for (const { names } of styles) {
    await expect(page.getByRole('radio', { name: names.en, exact: true })).toBeAttached();
  }
});

test('the wall follows the chosen person', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(await twoPeople(page));
  const first = await picturesOf(studio);
  const person = (number: string) => page.getByRole('button', { name: studio.text.person(number) });
  await person('1').click();
  const second = await picturesOf(studio);
  for (const [index, { id }] of styles.entries()) {
    expect.soft(meanDifference(first[index]!, second[index]!), id).toBeGreaterThan(10);
  }
  await person('1').click();
  const again = await picturesOf(studio);
  expect(again.map(({ data }) => data)).toEqual(first.map(({ data }) => data));
});

test('another style is seen at once, from the wall', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(await smallPortrait(page));
  await expect(studio.wall).toHaveCount(styles.length);
  const sketch = page.locator('.sketch');
  await expect(sketch).toHaveCount(0);
  const comic = styles.find(({ id }) => id === 'comic')!.names.en;
  await page.getByRole('radio', { name: comic, exact: true }).check({ force: true });
  await expect(sketch.locator('canvas')).toBeVisible();
  // Over the head, and as large as what the small picture shows of the photo.
  const [placed, picture] = [(await sketch.boundingBox())!, (await studio.drawing.boundingBox())!];
  const { box } = faceFrame(placedPoints({ portrait: astronaut, x: 0, y: 0, scale: 0.625 }));
  const px = picture.width / 320;
  const middle = { x: (box.x + box.width / 2) * px, y: (box.y + box.height / 2) * px };
  expect(Math.abs(placed.x + placed.width / 2 - picture.x - middle.x)).toBeLessThan(40 * px);
  expect(Math.abs(placed.y + placed.height / 2 - picture.y - middle.y)).toBeLessThan(40 * px);
  expect(placed.width).toBeGreaterThan(2 * box.width * px);
  await studio.settled();
  await expect(sketch).toHaveCount(0);
});

test('a photo of nobody is shown as a scene', async ({ page, studio }) => {
  await studio.open();
  await studio.draw(photoFile('hills.jpg', await paintPicture(page, { width: 480, height: 320 })));
  await expect(studio.notice('noFace')).toBeVisible();
  expectDistinct(await picturesOf(studio));
});

test('a drawing and an export come first', async ({ page, studio }) => {
  await studio.open();
  const wide = await widePortrait(page);
  // A style is chosen the moment the first drawing is there, when the wall has everything before it.
  await page.evaluate((name) => {
    const told: { isBusy: boolean; pictures: number }[] = [];
    Object.assign(window, { told });
    const pictures = () => document.querySelectorAll('.style-picture canvas').length;
    let wasBusy = false;
    new MutationObserver(() => {
      const frame = document.querySelector('[data-state="drawn"]');
      if (!frame) return;
      const isBusy = frame.getAttribute('aria-busy') === 'true';
      if (told.length === 0) {
        document.querySelector<HTMLInputElement>(`input[value="${name}"]`)!.click();
        told.push({ isBusy: false, pictures: pictures() });
      } else if (isBusy !== wasBusy) {
        told.push({ isBusy, pictures: pictures() });
      }
      wasBusy = isBusy;
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  }, styles[2]!.id);
  await studio.draw(wide);
  await expect(page.getByRole('radio', { name: styles[2]!.names.en, exact: true })).toBeChecked();
  await studio.settled();
  const told = await page.evaluate(
    () => (window as unknown as { told: { isBusy: boolean; pictures: number }[] }).told,
  );
  expect(told.map(({ isBusy }) => isBusy)).toEqual([false, true, false]);
  // One may have been under way.
  expect(told[2]!.pictures - told[1]!.pictures).toBeLessThanOrEqual(1);
  expect(told[2]!.pictures).toBeLessThan(styles.length);

  await studio.save('png');
  expectDistinct(await picturesOf(studio));
});
