import type { BrowserContext, FrameLocator, JSHandle, Page } from '@playwright/test';
import { embedTexts } from '#embed/text.ts';
import { texts } from '#app/text/texts.ts';
import { expect, test, watch } from './fixtures.ts';
import { type PageHost, startPageHost } from './pageHost.ts';
import { type PhotoFile, smallPortrait } from './photos.ts';

// A page that does not use the element but talks to the frame by itself, and means no good.

test.describe.configure({ mode: 'serial' });

/** What the frame says through a port. */
interface Told {
  readonly type: string;
  readonly code?: string;
  readonly [field: string]: unknown;
}

declare global {
  /** By name, the ports that the page has greeted frames with, and what came back through them. */
  // oxlint-disable-next-line no-var
  var lines: Record<string, { readonly port: MessagePort; readonly told: Told[] }>;
}

let context: BrowserContext;
let site: PageHost;
let stranger: PageHost;
let faults: readonly string[];
let page: Page;
let frame: FrameLocator;
let portrait: PhotoFile;

test.beforeAll(async ({ browser, baseURL }) => {
  site = await startPageHost(baseURL!, '127.0.0.1');
  stranger = await startPageHost(baseURL!, '127.0.0.1');
  context = await browser.newContext({ locale: 'en-GB' });
  faults = watch(context, [baseURL!, site.origin, stranger.origin]);
  const app = await context.newPage();
  await app.goto(`${baseURL}/embed.html`);
  portrait = await smallPortrait(app);
  await app.close();
  page = await context.newPage();
  await page.goto(`${site.origin}/empty`);
  await page.evaluate(() => {
    globalThis.lines = {};
  });
  await openFrame('editor', site.origin, baseURL!);
  frame = page.frameLocator('iframe[name="editor"]');
});
test.afterEach(() => expect(faults, 'foreign requests and console errors').toEqual([]));
test.afterAll(async () => {
  await context.close();
  site.stop();
  stranger.stop();
});

/** Opens an editor that is told that its page is of the origin `host`. */
async function openFrame(name: string, host: string, app: string): Promise<void> {
  await page.evaluate(
    async ({ name, url }) => {
      const frame = document.createElement('iframe');
      frame.name = name;
      frame.src = url;
      frame.style.cssText = 'width: 600px; height: 600px';
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
    },
    { name, url: `${app}/embed.html?host=${encodeURIComponent(host)}` },
  );
}

/** Greets a frame of the page and listens at the line of that name. */
async function greet(name: string, line: string, hello: unknown): Promise<void> {
  await page.evaluate(
    ({ name, line, hello }) => {
      const { port1, port2 } = new MessageChannel();
      const told: Told[] = [];
      port1.addEventListener('message', ({ data }) => told.push(data as Told));
      port1.start();
      lines[line] = { port: port1, told };
      frames[name as unknown as number]!.postMessage(hello, '*', [port2]);
    },
    { name, line, hello },
  );
}

/** Greets the editor from another frame of the page; what that frame hears then. */
async function greetFromBeside(origin: string): Promise<JSHandle<readonly unknown[]>> {
  await page.evaluate(async (origin) => {
    const frame = document.createElement('iframe');
    frame.name = origin;
    frame.src = `${origin}/empty`;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await loaded;
  }, origin);
  return await page.frame({ name: origin })!.evaluateHandle((hello) => {
    const { port1, port2 } = new MessageChannel();
    const told: unknown[] = [];
    port1.addEventListener('message', ({ data }) => told.push(data));
    port1.start();
    const windows = parent.frames as unknown as Readonly<Record<string, Window>>;
    windows['editor']!.postMessage(hello, '*', [port2]);
    return told;
  }, rightHello);
}

const rightHello = { type: 'toonroom-hello', version: 1 };

const told = async (line: string): Promise<readonly Told[]> =>
  await page.evaluate((line) => lines[line]!.told, line);

const forget = async (): Promise<void> =>
  await page.evaluate(() => {
    lines['own']!.told.length = 0;
  });

const send = async (...messages: readonly unknown[]): Promise<void> =>
  await page.evaluate((messages) => {
    const { port } = lines['own']!;
    messages.forEach((message) => port.postMessage(message));
  }, messages);

/** Errors that the frame has told through the page's line, once there are so many. */
async function errors(count: number): Promise<readonly (string | undefined)[]> {
  const codes = async (): Promise<readonly (string | undefined)[]> =>
    (await told('own')).filter(({ type }) => type === 'error').map(({ code }) => code);
  await expect.poll(async () => (await codes()).length).toBeGreaterThanOrEqual(count);
  return await codes();
}

test('the frame answers its own page only, once, and in its own version', async ({ baseURL }) => {
  await openFrame('elsewhere', 'https://elsewhere.example', baseURL!);
  await openFrame('old', site.origin, baseURL!);
  // Neighbours of the editor get at its window: one of another origin, and one of the page's own.
  const neighbours = [await greetFromBeside(stranger.origin), await greetFromBeside(site.origin)];

  await greet('elsewhere', 'elsewhere', rightHello);
  await greet('editor', 'noise', { type: 'toonroom-hello', version: 'one' });
  await greet('editor', 'own', rightHello);
  await greet('editor', 'again', rightHello);
  await greet('old', 'old', { type: 'toonroom-hello', version: 2 });
  await greet('old', 'oldAgain', rightHello);

  await expect.poll(async () => (await told('own')).map(({ type }) => type)).toEqual(['ready']);
  await expect
    .poll(async () => await told('old'))
    .toEqual([{ type: 'error', code: 'UNSUPPORTED_VERSION', id: null }]);
  await expect(
    page.frameLocator('iframe[name="old"]').getByText(embedTexts.en.wrongVersionTitle),
  ).toBeVisible();
  const unheard = ['elsewhere', 'noise', 'again', 'oldAgain'];
  for (const line of unheard) {
    await page.evaluate((line) => {
      const { port } = lines[line]!;
      port.postMessage({ type: 'nonsense' });
    }, line);
  }
  await send({ type: 'nonsense' });
  // By now the others would have been answered, too.
  expect(await errors(1)).toEqual(['BAD_MESSAGE']);
  for (const line of unheard) expect(await told(line)).toEqual([]);
  for (const heard of neighbours) expect(await heard.jsonValue()).toEqual([]);
  await page.evaluate(() => {
    for (const frame of document.querySelectorAll('iframe:not([name="editor"])')) frame.remove();
  });
});

test('bad messages are answered with a code and change nothing', async () => {
  await forget();
  const bad = [
    null,
    'setStyle',
    17,
    [],
    {},
    { type: 'setStyle' },
    { type: 'setStyle', styleId: { id: 'comic' } },
    { type: 'setStrength', strength: '0.5' },
    { type: 'setStrength', strength: 40 },
    { type: 'setExaggeration', exaggeration: -1 },
    { type: 'setLook', theme: 'pink' },
    { type: 'setLook', language: 'xx' },
    { type: 'setPhoto', photo: 'https://example.com/photo.jpg' },
    { type: 'setPhoto', photo: portrait.name },
    { type: 'export' },
    { type: 'export', id: 1, format: 'exe' },
    { type: 'reset', and: 'more' },
    { type: '__proto__' },
    { type: 'constructor' },
  ];
  await send(...bad);
  expect(await errors(bad.length)).toEqual(bad.map(() => 'BAD_MESSAGE'));
  await send({ type: 'setStyle', styleId: 'no-such-style' });
  await send({ type: 'setStyle', styleId: 'model-1' });
  await send({ type: 'export', id: 1 });
  expect((await errors(bad.length + 3)).slice(bad.length)).toEqual([
    'UNKNOWN_STYLE',
    'UNKNOWN_STYLE',
    'NO_PHOTO',
  ]);
  await expect(frame.getByRole('radio', { name: '3D toon' })).toBeChecked();
  await expect(frame.locator('html')).toHaveAttribute('lang', 'en');
  await expect(frame.getByRole('heading', { name: embedTexts.en.startTitle })).toBeVisible();
});

test('a flood is refused once, and the editor stays usable', async () => {
  await forget();
  const most = 200;
  await page.evaluate(() => {
    const { port } = lines['own']!;
    for (let count = 0; count < 5000; count += 1) {
      port.postMessage({ type: 'setStrength', strength: (count % 100) / 100 });
      port.postMessage({ type: 'nonsense' });
    }
  });
  await expect.poll(async () => await errors(1)).toContain('TOO_MANY_MESSAGES');
  // A moment of silence ends it.
  await expect
    .poll(async () => {
      await page.waitForTimeout(300);
      await send({ type: 'setStyle', styleId: 'comic' });
      return await frame.getByRole('radio', { name: 'Comic' }).isChecked();
    })
    .toBe(true);
  const codes = await errors(1);
  expect(codes.length).toBeLessThanOrEqual(most + 1);
  expect(codes.filter((code) => code === 'TOO_MANY_MESSAGES')).toHaveLength(1);
  await send({ type: 'setStrength', strength: 1 });
});

test('of a hundred photos the last is opened, and the person’s own is never exported', async () => {
  await forget();
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const { port } = lines['own']!;
    for (let count = 1; count < 100; count += 1) {
      port.postMessage({ type: 'setPhoto', photo: new Blob(['no photo']) });
    }
    port.postMessage({ type: 'setPhoto', photo: bytes.buffer }, [bytes.buffer]);
    // While it is drawn, the page asks for it; by then it may have given way to the person's own.
    port.postMessage({ type: 'export', id: 1 });
    port.postMessage({ type: 'export', id: 2 });
  }, portrait.buffer.toString('base64'));
  await expect
    .poll(async () => (await told('own')).filter(({ type }) => type === 'photo'))
    .toEqual([{ type: 'photo', from: 'host', width: 320, height: 320 }]);
  await frame.locator('input[type="file"]').setInputFiles(portrait);
  await expect
    .poll(async () => (await told('own')).filter(({ type }) => type === 'drawn'))
    .toEqual([{ type: 'drawn', from: 'user' }]);

  await send({ type: 'export', id: 3 });
  await expect
    .poll(async () => (await told('own')).filter(({ type }) => type === 'error'))
    .toEqual([
      { type: 'error', code: 'BUSY', id: 2 },
      { type: 'error', code: 'USER_PHOTO', id: 1 },
      { type: 'error', code: 'USER_PHOTO', id: 3 },
    ]);
  expect((await told('own')).filter(({ type }) => type === 'result')).toEqual([]);
  await expect(frame.getByRole('img', { name: texts.en.drawing, exact: true })).toBeVisible();
});

test('an editor that its page ends lets its engine go', async () => {
  await send({ type: 'dispose' });
  await expect(frame.getByText(embedTexts.en.ended)).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(0);
});
