import type { BrowserContext, Page } from '@playwright/test';
import type { ToonroomEditor } from '#embed/element/toonroom-embed.d.ts';
import { embedTexts } from '#embed/text.ts';
import { texts } from '#app/text/texts.ts';
import { expectAccessible } from './accessible.ts';
import { countLive, readLive } from '../testkit/counters.ts';
import { expect, test, watch } from './fixtures.ts';
import { meanDifference } from './measure.ts';
import { HostPage, type PageHost, startPageHost } from './pageHost.ts';
import { photoFile, type PhotoFile, smallPortrait } from './photos.ts';
import { isEngine, Studio } from './studio.ts';

test.describe.configure({ mode: 'serial' });

let context: BrowserContext;
/** Of another site than the app. */
let site: PageHost;
/** Of the app's own site, so that the frame could keep something. */
let sameSite: PageHost;
let faults: readonly string[];
let host: HostPage;
/** A page of the app, which paints photos and decodes drawings. */
let app: Page;
let portrait: PhotoFile;
let other: PhotoFile;

test.beforeAll(async ({ browser, baseURL }) => {
  site = await startPageHost(baseURL!, '127.0.0.1');
  sameSite = await startPageHost(baseURL!, 'localhost');
  // A service worker would be let in; the editor starts none.
  context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'allow' });
  faults = watch(context, [baseURL!, site.origin, sameSite.origin]);
  app = await context.newPage();
  await app.goto(`${baseURL}/embed.html`);
  portrait = await smallPortrait(app);
  other = await smallPortrait(app, 'other.jpg');
  host = new HostPage(await context.newPage());
});
test.afterEach(() => expect(faults, 'foreign requests and console errors').toEqual([]));
test.afterAll(async () => {
  await context.close();
  site.stop();
  sameSite.stop();
});

const decoded = async ({ base64 }: { readonly base64: string }, side = 320) =>
  await new Studio(app).decode(Buffer.from(base64, 'base64'), { width: side, height: side });

test('opened by itself it says so', async () => {
  await expect(app.getByRole('heading', { name: embedTexts.en.aloneTitle })).toBeVisible();
});

test('a page gives a photo and gets its drawing, in the look that it asks for', async () => {
  await host.open(`${site.origin}/`);
  await expect(host.frame.getByRole('heading', { name: embedTexts.en.startTitle })).toBeVisible();
  await expectAccessible(host.page, 'the start');
  await host.page.setViewportSize({ width: 1280, height: 720 });

  await host.editor.evaluate((editor) => {
    for (const [name, value] of [
      ['style-id', 'comic'],
      ['strength', '0.9'],
      ['language', 'zh-Hans'],
      ['theme', 'dark'],
    ] as const) {
      editor.setAttribute(name, value);
    }
  });
  await host.give(portrait);
  expect(await host.hears('photo')).toMatchObject({ from: 'host', width: 320, height: 320 });
  expect(await host.hears('drawn')).toMatchObject({ from: 'host', styleId: 'comic', faces: 1 });
  const progress = await host.heard('progress');
  expect(progress.length).toBeGreaterThan(2);
  await expect(host.frame.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(host.frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(
    host.frame.getByRole('button', { name: embedTexts['zh-CN'].usePicture }),
  ).toBeEnabled();
  await expect(host.frame.getByRole('slider', { name: texts['zh-CN'].strength })).toHaveValue('90');

  const file = await host.result();
  expect(file.type).toBe('image/png');
  const drawn = await decoded(file);
  const shown = await decoded(await canvasOf(texts['zh-CN'].drawing));
  expect(meanDifference(drawn, shown)).toBeLessThan(1);
  const photo = await decoded({ base64: portrait.buffer.toString('base64') });
  expect(meanDifference(drawn, photo)).toBeGreaterThan(8);

  const small = await host.result({ format: 'webp', maxSide: 160 });
  expect(small.type).toBe('image/webp');
  const size = await app.evaluate(async (base64) => {
    const response = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const { width, height } = await createImageBitmap(new Blob([response]));
    return [width, height];
  }, small.base64);
  expect(size).toEqual([160, 160]);
  expect(meanDifference(await decoded(small, 160), await decoded(file, 160))).toBeLessThan(6);
});

test('a result that is asked for at once is of the style that was asked for before', async () => {
  const before = await decoded(await host.result());
  await host.editor.evaluate((editor) => {
    editor.setAttribute('language', 'en');
    (editor as ToonroomEditor).setStyle('sketch');
  });
  const after = await decoded(await host.result());
  expect(meanDifference(before, after)).toBeGreaterThan(8);
  await expect(host.frame.getByRole('radio', { name: 'Sketch' })).toBeChecked();

  const name = await host.editor.evaluate(async (editor) => {
    const own = new AbortController();
    const result = (editor as ToonroomEditor).getResult({ signal: own.signal });
    own.abort();
    return await result.catch((error: Error) => error.name);
  });
  expect(name).toBe('AbortError');
});

test('the person’s own photo leaves the frame by their own hand only', async () => {
  await host.forget();
  await host.choose(other);
  // While it is opened and drawn, and afterwards.
  expect(await host.refusal()).toBe('USER_PHOTO');
  await host.hears('drawn');
  expect(await host.refusal()).toBe('USER_PHOTO');
  for (const type of ['photo', 'drawn']) {
    expect(await host.heard(type)).toEqual([{ type, from: 'user' }]);
  }
  expect(await host.heard('progress')).toEqual([]);
  await host.editor.evaluate((editor) => {
    (editor as ToonroomEditor).output = { format: 'jpeg', maxSide: 200 };
  });

  const { frame, use } = host;
  await expect(frame.getByText(embedTexts.en.goesTo(new URL(site.origin).host))).toBeVisible();
  await use.focus();
  await host.page.keyboard.press('Enter');
  const file = await host.handedOver();
  expect(file.type).toBe('image/jpeg');
  expect(await host.hears('result')).toMatchObject({ width: 200, height: 200 });
  const shown = await decoded(await canvasOf(texts.en.drawing), 200);
  expect(meanDifference(await decoded(file, 200), shown)).toBeLessThan(6);
  await expect(frame.getByText(embedTexts.en.handedOver(new URL(site.origin).host))).toBeVisible();

  await expectAccessible(host.page, 'a drawing');
});

test('a frame of 320 px has room for everything', async () => {
  await host.page.setViewportSize({ width: 340, height: 700 });
  const frame = host.page.frames()[1]!;
  await host.editor.evaluate((editor) => {
    editor.style.width = '320px';
  });
  await expect(host.use).toBeInViewport();
  expect(await frame.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  const message = photoFile('a.txt', Buffer.from('text'), 'text/plain');
  await host.choose(message);
  await expect(host.frame.getByRole('alert').first()).toContainText(
    texts.en.problems.NOT_AN_IMAGE.what,
  );
  expect(await frame.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  // What the person does wrong is nobody else's business.
  expect(await host.heard('error')).toEqual([]);
  await host.page.setViewportSize({ width: 1280, height: 720 });
});

test('moved it begins again, taken away it leaves nothing', async () => {
  await host.give(portrait);
  await host.forget();
  await host.page.evaluate(() => {
    const editor = document.querySelector('toonroom-editor')!;
    document.body.append(editor);
  });
  await host.hears('ready');
  expect(await host.hears('drawn')).toMatchObject({ from: 'host', styleId: 'sketch' });

  expect(host.page.workers().filter(isEngine)).toHaveLength(1);

  // Moved in one step it goes on, where the browser can do that.
  await host.forget();
  await host.editor.evaluate((editor) => {
    document.querySelector('main')!.moveBefore(editor, null);
  });
  await expect(host.frame.getByRole('radio', { name: 'Sketch' })).toBeChecked();
  expect((await host.result()).type).toBe('image/jpeg');
  expect(await host.heard('ready')).toEqual([]);

  const outcome = await host.page.evaluate(async () => {
    const editor = document.querySelector('toonroom-editor')!;
    const result = editor.getResult();
    editor.remove();
    return await result.catch((error: Error) => error.name);
  });
  expect(outcome).toBe('AbortError');
  await expect.poll(() => host.page.workers().length).toBe(0);
  await expect.poll(() => host.page.frames().length).toBe(1);
});

test('an isolated page with a strict policy gets an isolated editor, which keeps nothing', async () => {
  await countLive(host.page);
  await host.open(`${sameSite.origin}/isolated`);
  await host.give(portrait);
  const frame = host.page.frames()[1]!;
  expect(await frame.evaluate(() => crossOriginIsolated)).toBe(true);
  const kept = await frame.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(kept).toEqual({ local: 0, session: 0, databases: 0, caches: [], workers: 0 });
  expect((await host.result({ format: 'jpeg' })).type).toBe('image/jpeg');
  expect((await readLive(host.page, frame)).bitmaps).toBeGreaterThan(2);
  await host.editor.evaluate((editor) => (editor as ToonroomEditor).reset());
  await expect(host.frame.getByRole('heading', { name: embedTexts.en.startTitle })).toBeVisible();
  expect(await host.refusal()).toBe('NO_PHOTO');
  await expect.poll(async () => (await readLive(host.page, frame)).bitmaps).toBe(0);
});

/** The pixels of a canvas in the frame. */
async function canvasOf(name: string): Promise<{ readonly base64: string }> {
  const canvas = host.frame.getByRole('img', { name, exact: true });
  const url = await canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  return { base64: url.slice(url.indexOf(',') + 1) };
}
