import { readFile } from 'node:fs/promises';
import { expect } from './fixtures.ts';
import type { PhotoFile } from './photos.ts';
import type { Studio } from './studio.ts';

/** What a person does with a video. */
export class Cutter {
  readonly studio: Studio;

  constructor(studio: Studio) {
    this.studio = studio;
  }

  get panel() {
    return this.studio.page.getByRole('region', { name: this.studio.text.videoTitle });
  }

  button(name: 'drawTheVideo' | 'drawAnimation' | 'pauseVideo' | 'resumeVideo' | 'cancelVideo') {
    return this.panel.getByRole('button', { name: this.studio.text[name] });
  }

  get result() {
    return this.panel.locator('.video-result');
  }

  /** Opens a clip and waits until a frame of it is drawn. */
  async open(clip: PhotoFile, path?: string): Promise<void> {
    await this.studio.open(path);
    await this.studio.draw(clip);
    await expect(this.panel).toBeVisible();
  }

  async format(name: string): Promise<void> {
    await this.panel.getByRole('radio', { name, exact: true }).check({ force: true });
  }

  /** Draws the video and returns the downloaded file. */
  async draw(name: 'drawTheVideo' | 'drawAnimation' = 'drawTheVideo'): Promise<Buffer> {
    await this.button(name).click();
    await expect(this.result).toBeVisible();
    return await this.download();
  }

  async download(): Promise<Buffer> {
    const { page, text } = this.studio;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      this.panel.getByRole('button', { name: text.videoDownload }).click(),
    ]);
    return await readFile(await download.path());
  }
}
