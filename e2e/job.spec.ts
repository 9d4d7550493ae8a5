import { traceMainThread } from '../testkit/mainThread.ts';
import { expect, test } from './fixtures.ts';
import { maxDifference } from './measure.ts';
import { astronaut, widePortrait } from './photos.ts';

/** The browser itself calls a task long from here on. */
const longTaskMs = 50;

test('cancel answers at once, and the next photo is drawn', async ({ page, studio }) => {
  /** Milliseconds from the press, as the page measures them, until nothing is under way. */
  const cancelMs = async (): Promise<number> => {
    const measured = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const answer = ({ timeStamp }: Event): void => {
            const look = (): void => {
              const isBusy = document.querySelector('[role="progressbar"]') !== null;
              if (isBusy) requestAnimationFrame(look);
              else resolve(performance.now() - timeStamp);
            };
            requestAnimationFrame(look);
          };
          addEventListener('click', answer, { once: true, capture: true });
        }),
    );
    await studio.cancel.click();
    return await measured;
  };

  /** Looks at every frame: the scene may be drawn between two of Playwright's looks. */
  const drawingScene = () =>
    page.waitForFunction(
      (text) => document.querySelector('.meter-stage')?.textContent === text,
      studio.text.progressScene,
    );

  await studio.open();
  await studio.choose(await widePortrait(page, 'first.jpg'));
  await drawingScene();
  expect(await cancelMs()).toBeLessThan(300);
  await expect(page.getByRole('heading', { name: studio.text.startTitleDrop })).toBeVisible();

  await studio.draw(await widePortrait(page, 'second.jpg', 300));
  const drawing = await studio.pixels(studio.drawing);

  await studio.choose(await widePortrait(page, 'third.jpg', 220));
  await drawingScene();
  expect(await cancelMs()).toBeLessThan(300);
  await studio.drawn('second.jpg');
  expect(maxDifference(await studio.pixels(studio.drawing), drawing)).toBe(0);
});

test('the bar tells how far the job is, and never falls', async ({ page, studio }) => {
  await studio.open();
  const watched = await page.evaluateHandle(() => {
    const seen: { told: number; shown: number }[] = [];
    const look = (): void => {
      const bar = document.querySelector<HTMLElement>('[role="progressbar"]');
      if (!bar) return;
      const told = Number.parseInt(bar.getAttribute('aria-valuenow') ?? '', 10) / 100;
      const shown = Number(bar.style.getPropertyValue('--fraction'));
      const last = seen.at(-1);
      if (told !== last?.told || shown !== last.shown) seen.push({ told, shown });
    };
    const everyFrame = (): void => {
      look();
      requestAnimationFrame(everyFrame);
    };
    everyFrame();
    return seen;
  });
  await studio.draw(await widePortrait(page));
  const seen = await watched.jsonValue();
  const told = seen.map((sample) => sample.told);
  const shown = seen.map((sample) => sample.shown);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(shown).toEqual(shown.toSorted((a, b) => a - b));
  expect(new Set(told).size).toBeGreaterThan(8);
  expect(told.at(-1)).toBeGreaterThan(0.8);
  for (const sample of seen) expect(sample.told).toBeCloseTo(sample.shown, 1.5);
});

test('drawing, adjusting and saving never block the main thread', async ({
  browser,
  page,
  studio,
}) => {
  await studio.open();
  const load = await traceMainThread(browser, page, async () => {
    await studio.draw(astronaut.path);
    await studio.set(studio.strength, 60);
    await studio.save('png');
  });
  expect(load.taskCount).toBeGreaterThan(10);
  // The browser's own long-task entries go by the clock and so count the time in which a busy machine
  // ran something else. A task's processor time is what the page itself is to blame for.
  expect(load.longestCpuMs).toBeLessThan(longTaskMs);
});
