import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type Download, expect, type Locator, type Page, type Worker } from '@playwright/test';
import type { Language, OutputFormat } from '#app/shared/state/settingsSlice.ts';
import type { Text } from '#app/text/index.ts';
import { texts } from '#app/text/texts.ts';
import { type LaterText, laterTexts } from '#app/text/later.ts';
import type { Notice } from '#sdk/index.ts';
import { engineScript } from '../testkit/counters.ts';
import type { Picture } from './measure.ts';
import type { PhotoFile } from './photos.ts';

/** The page as a person meets it: what can be seen, and what can be done. */
export class Studio {
  readonly page: Page;
  readonly text: Text & LaterText;
  /** The picture, from its first trace to the comparison with its drawing. */
  readonly frame: Locator;
  readonly drawing: Locator;
  readonly photo: Locator;
  readonly compare: Locator;
  /** Of the wall of styles, the pictures of whom is looked at. */
  readonly wall: Locator;
  readonly strength: Locator;
  readonly exaggeration: Locator;
  readonly alert: Locator;
  /** Whether saved drawings keep what the camera wrote. */
  readonly cameraData: Locator;
  readonly download: Locator;
  readonly cancel: Locator;

  constructor(page: Page, language: Language = 'en') {
    const text = { ...texts[language], ...laterTexts[language] };
    this.page = page;
    this.text = text;
    this.frame = page.locator('[data-state]');
    this.drawing = page.getByRole('img', { name: text.drawing, exact: true });
    this.photo = page.getByRole('img', { name: text.photo, exact: true });
    this.wall = page.locator('.style-picture canvas');
    this.compare = page.getByRole('slider', { name: text.compare });
    this.strength = page.getByRole('slider', { name: text.strength });
    this.exaggeration = page.getByRole('slider', { name: text.exaggeration });
    this.alert = page.getByRole('alert');
    this.cameraData = page.getByRole('checkbox', { name: text.cameraData, exact: true });
    this.download = page.getByRole('button', { name: text.download, exact: true });
    this.cancel = page.getByRole('button', { name: text.cancel, exact: true });
  }

  /** Opens the page and waits until it can be used: its first paint has a name, but no button yet. */
  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
    await expect(this.page.locator('button.header-home')).toBeVisible();
  }

  /** Chooses a photo, or several, in the file field; does not wait for anything. */
  async choose(file: string | PhotoFile | PhotoFile[]): Promise<void> {
    await this.page.locator('main > input[type="file"]').setInputFiles(file);
  }

  /** Chooses a photo and waits for its drawing. */
  async draw(file: string | PhotoFile): Promise<void> {
    await this.choose(file);
    await this.drawn(typeof file === 'string' ? basename(file) : file.name);
  }

  /** Drops files or folders onto the middle of the page, as the system's file manager would. */
  async drop(...paths: string[]): Promise<void> {
    await this.dropOn(this.page.locator('body'), ...paths);
  }

  /** The same onto the middle of an element. */
  async dropOn(target: Locator, ...paths: string[]): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const { x, y, width, height } = (await target.boundingBox())!;
    const data = { items: [], files: paths.map((path) => resolve(path)), dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', {
        type,
        x: x + width / 2,
        y: y + height / 2,
        data,
      });
    }
    await session.detach();
  }

  /** Waits until the photo of this name has its drawing and nothing is drawn any more. */
  async drawn(fileName: string): Promise<void> {
    await expect(this.page.locator('.facts-name')).toHaveText(fileName);
    await this.settled();
  }

  /** Waits until the shown drawing is the one the sliders ask for. */
  async settled(): Promise<void> {
    await expect(this.frame).toHaveAttribute('data-state', 'drawn');
    await expect(this.frame).toHaveAttribute('aria-busy', 'false');
  }

  /** A sentence about what was made of the photo. */
  notice(name: Notice): Locator {
    return this.page.getByRole('listitem').filter({ hasText: this.text.notices[name] });
  }

  /** What the page tells about how the drawing was made. */
  async howItRan(): Promise<string> {
    const name = this.text.howItRan;
    await this.page.getByRole('button', { name }).click();
    return await this.page.getByRole('group', { name }).innerText();
  }

  /** Moves a slider to a value in per cent and waits for the drawing. */
  async set(slider: Locator, percent: number): Promise<void> {
    await slider.fill(String(percent));
    await this.settled();
  }

  /** Chooses a style by its name and waits for its drawing. */
  async style(name: string): Promise<void> {
    await this.page.getByRole('radio', { name, exact: true }).check({ force: true });
    await this.settled();
  }

  /** Saves the drawing in a format; resolves to the file's name and bytes. */
  async save(format: OutputFormat): Promise<{ name: string; bytes: Buffer }> {
    await this.page.getByText(this.text.formatNames[format], { exact: true }).click();
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.download.click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
  }

  /** The pixels of a canvas: the photo or the drawing. */
  async pixels(canvas: Locator): Promise<Picture> {
    const url = await canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
    return await this.decode(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  }

  /** A picture file as the browser decodes it, scaled to `size` if one is given. */
  async decode(file: Buffer, size?: { width: number; height: number }): Promise<Picture> {
    const { base64, ...shape } = await this.page.evaluate(
      async ({ input, size }) => {
        const bytes = Uint8Array.from(atob(input), (character) => character.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes]));
        const { width, height } = size ?? bitmap;
        const context = new OffscreenCanvas(width, height).getContext('2d')!;
        context.imageSmoothingQuality = 'high';
        context.drawImage(bitmap, 0, 0, width, height);
        bitmap.close();
        const reader = new FileReader();
        const loaded = new Promise((resolve) => reader.addEventListener('load', resolve));
        reader.readAsDataURL(new Blob([context.getImageData(0, 0, width, height).data]));
        await loaded;
        return { width, height, base64: (reader.result as string).split(',')[1]! };
      },
      { input: file.toString('base64'), size },
    );
    return { ...shape, data: Uint8ClampedArray.from(Buffer.from(base64, 'base64')) };
  }
}

/** Whether a worker is the engine's. */
export function isEngine(worker: Worker): boolean {
  return engineScript.test(worker.url());
}

export async function bytesOf(download: Download): Promise<Buffer> {
  return await readFile(await download.path());
}
