import { expect, type Locator, type Page } from '@playwright/test';
import type { Grade, Judged } from '#domain/pair/quality.ts';
import type { Side } from '#studio/align/alignment.ts';
import type { View } from '#studio/table/store.ts';
import { pointName, studioTexts } from '#studio/texts.ts';
import type { PhotoFile } from './photos.ts';
import { bytesOf } from './studio.ts';

/** The pair studio as a person meets it. */
export class PairStudio {
  readonly page: Page;
  readonly text = studioTexts.en;
  readonly accept: Locator;
  readonly reject: Locator;
  readonly comment: Locator;
  readonly alert: Locator;
  readonly lines: Locator;

  constructor(page: Page) {
    const { text } = this;
    this.page = page;
    this.accept = page.getByRole('button', { name: text.accept, exact: true });
    this.reject = page.getByRole('button', { name: text.reject, exact: true });
    this.comment = page.getByLabel(text.comment, { exact: true });
    this.alert = page.locator('.pair-message.is-problem');
    this.lines = page.locator('.pair-line');
  }

  async open(): Promise<void> {
    await this.page.goto('/studio/');
    await expect(this.page.getByRole('heading', { name: this.text.title })).toBeVisible();
  }

  board(side: Side): Locator {
    return this.page.getByRole('region', { name: this.text.sides[side], exact: true });
  }

  /** Chooses a file; does not wait for anything. */
  async choose(side: Side, file: string | PhotoFile): Promise<void> {
    await this.board(side).locator('input[type="file"]').setInputFiles(file);
  }

  /** Chooses photo and cartoon and waits until they are aligned. */
  async put(photo: string | PhotoFile, cartoon: string | PhotoFile): Promise<void> {
    await this.choose('photo', photo);
    await expect(this.picture('photo')).toBeVisible();
    await this.choose('cartoon', cartoon);
    await expect(this.figure('folding')).toBeVisible();
  }

  picture(side: Side): Locator {
    return this.board(side).locator('canvas.pair-picture').first();
  }

  /** The list of a picture's points, which takes the keys. */
  points(side: Side): Locator {
    return this.page.getByRole('listbox', { name: this.text.points[side] });
  }

  point(side: Side, point: number): Locator {
    return this.points(side).getByRole('option', {
      name: pointName(this.text, point),
      exact: true,
    });
  }

  /** Where a point is on the screen. */
  async placeOf(side: Side, point: number): Promise<{ x: number; y: number }> {
    const { x, y, width, height } = (await this.point(side, point)
      .locator('circle')
      .boundingBox())!;
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** A figure's line. */
  figure(name: Judged): Locator {
    return this.page.locator(`[data-figure="${name}"]`);
  }

  async expectGrade(name: Judged, grade: Grade): Promise<void> {
    await expect(this.figure(name)).toContainText(this.text.grades[grade]);
  }

  async show(view: View): Promise<void> {
    await this.page.getByRole('radio', { name: this.text.views[view] }).check({ force: true });
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Writes the set and gives the file's bytes. */
  async export(): Promise<Buffer> {
    // Without the dialog, as in most browsers.
    await this.page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.press(this.text.exportSet),
    ]);
    return await bytesOf(download);
  }

  async import(name: string, buffer: Buffer): Promise<void> {
    const file = { name, mimeType: 'application/zip', buffer };
    await this.page.getByLabel(this.text.importSet, { exact: true }).setInputFiles(file);
  }
}
