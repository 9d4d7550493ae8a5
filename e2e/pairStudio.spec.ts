import { readFile } from 'node:fs/promises';
import type { BrowserContext } from '@playwright/test';
import { keyPointCount } from '#domain/pair/keyPoints.ts';
import { readManifest } from '#domain/pair/pairFile.ts';
import { align, isAlignment } from '#studio/align/alignment.ts';
import { openArchive } from '#studio/set/readArchive.ts';
import { writeArchive } from '#studio/set/writeArchive.ts';
import { blackPng, unzip } from '../testkit/pictureFiles.ts';
import { expectAccessible, screens } from './accessible.ts';
import { expect, test, watch } from './fixtures.ts';
import { maxDifference } from './measure.ts';
import { PairStudio } from './pairStudio.ts';
import { astronaut, hopper, paintPicture, photoFile } from './photos.ts';
import { Studio } from './studio.ts';

// One page for all of them, each of which begins where the one before has left it.
test.describe.configure({ mode: 'serial' });

const drawing = 'public/samples/astronaut-comic.webp';

let context: BrowserContext;
let studio: PairStudio;
let faults: readonly string[];

test.beforeAll(async ({ browser, baseURL }) => {
  context = await browser.newContext({ reducedMotion: 'reduce' });
  faults = watch(context, new URL(baseURL!).origin);
  studio = new PairStudio(await context.newPage());
  await studio.open();
});
test.afterEach(() => expect(faults, 'foreign requests and console errors').toEqual([]));
test.afterAll(() => context.close());

test('an empty table can be used by everybody', async () => {
  await expectAccessible(studio.page, 'empty');
  await studio.page.setViewportSize(screens.desktop);
  await expect(studio.accept).toBeDisabled();
});

test('files that are no use are refused, and nothing else is lost', async () => {
  const { text, page } = studio;
  await studio.choose('photo', photoFile('notes.jpg', Buffer.from('no picture at all')));
  await expect(studio.alert).toContainText('This file is not a picture.');
  await studio.choose('photo', photoFile('black.png', blackPng(300, 300), 'image/png'));
  await expect(studio.alert).toContainText(text.problems.noFace);
  await studio.put(astronaut.path, drawing);
  await studio.choose('photo', photoFile('broken.png', blackPng(300, 300).subarray(0, 60)));
  await expect(studio.alert).toBeVisible();
  await expect(studio.picture('photo')).toBeVisible();
  await expect(studio.figure('folding')).toBeVisible();
  await page.getByRole('button', { name: text.dismiss }).click();
});

test('a cartoon is laid onto its photo by points that are moved by hand', async () => {
  const { page, text } = studio;
  await studio.expectGrade('folding', 'good');
  await expect(studio.points('cartoon').getByRole('option')).toHaveCount(keyPointCount);

  await test.step('with the mouse', async () => {
    const from = await studio.placeOf('cartoon', 54);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 12, from.y - 6, { steps: 4 });
    await page.mouse.up();
    await expect(studio.point('cartoon', 54)).toHaveAttribute('aria-selected', 'true');
    const to = await studio.placeOf('cartoon', 54);
    expect(to.x - from.x).toBeCloseTo(12, 0);
    expect(to.y - from.y).toBeCloseTo(-6, 0);
    await studio.press(text.undo);
    expect((await studio.placeOf('cartoon', 54)).x).toBeCloseTo(from.x, 0);
    await expect(page.getByRole('button', { name: text.undo, exact: true })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await studio.press(text.redo);
    expect((await studio.placeOf('cartoon', 54)).x).toBeCloseTo(to.x, 0);
  });

  await test.step('with keys, and a mirror', async () => {
    await page.getByRole('checkbox', { name: text.mirror }).check();
    await studio.points('cartoon').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('PageDown');
    await expect(studio.point('cartoon', 17)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Tab');
    await expect(studio.point('cartoon', 18)).toHaveAttribute('aria-selected', 'true');
    const [own, other] = [await studio.placeOf('cartoon', 18), await studio.placeOf('cartoon', 25)];
    await page.keyboard.press('Shift+ArrowLeft');
    const ownMove = (await studio.placeOf('cartoon', 18)).x - own.x;
    const otherMove = (await studio.placeOf('cartoon', 25)).x - other.x;
    expect(ownMove).toBeLessThan(-5);
    expect(otherMove / ownMove).toBeCloseTo(-1, 1);
    await page.keyboard.press('Control+z');
    await page.getByRole('checkbox', { name: text.mirror }).uncheck();
    // Escape lets the focus go on.
    await studio.points('cartoon').focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(studio.points('cartoon')).not.toBeFocused();
  });
});

test('the alignment is shown as overlay, flicker and grid', async () => {
  const { text, page } = studio;
  await studio.show('overlay');
  const aligned = page.getByRole('img', { name: text.viewHints.overlay });
  await page.getByRole('slider', { name: text.opacity }).fill('80');
  await expect(aligned).toHaveCSS('opacity', '0.8');

  await studio.show('flicker');
  // Without motion it waits to be told.
  const flickered = page.getByRole('img', { name: text.viewHints.flicker });
  await expect(page.getByRole('button', { name: text.play })).toBeVisible();
  await expect(flickered).toHaveCSS('opacity', '1');
  await studio.press(text.showPhoto);
  await expect(flickered).toHaveCSS('opacity', '0');
  await studio.press(text.play);
  await expect(flickered).toHaveCSS('opacity', '1');
  await studio.press(text.pause);

  await studio.show('grid');
  await expect(page.locator('.pair-grid')).toHaveAttribute('d', /^M[\d. -]+L/);
  await expectAccessible(page, 'with pictures');
  await page.setViewportSize(screens.desktop);
});

test('what is folded is marked and cannot be accepted', async () => {
  const { text, page } = studio;
  await studio.show('overlay');
  await page.getByRole('radio', { name: text.reaches.feature }).check({ force: true });
  await studio.points('cartoon').focus();
  await page.keyboard.press('Home');
  for (let feature = 0; feature < 3; feature++) await page.keyboard.press('PageDown');
  for (let press = 0; press < 3; press++) await page.keyboard.press('Shift+ArrowUp');
  await studio.expectGrade('folding', 'poor');
  await expect(page.locator('.pair-fold')).toHaveAttribute('d', /^M/);
  await expect(page.getByText(text.obstacles.folded)).toBeVisible();
  await expect(studio.accept).toBeDisabled();
  await page.keyboard.press('Control+z');
  await studio.expectGrade('folding', 'good');
  await expect(studio.accept).toBeEnabled();
});

test('points on top of each other are named', async () => {
  const { text, page } = studio;
  await studio.points('cartoon').focus();
  await page.keyboard.press('Home');
  // The whole jaw into the upper left corner.
  for (let press = 0; press < 52; press++) await page.keyboard.press('Shift+ArrowUp');
  for (let press = 0; press < 52; press++) await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.locator('.pair-coinciding')).toContainText(
    text.coinciding('Jaw, right end', 'Jaw, point 2 of 17', text.sides.cartoon),
  );
  await expect(studio.accept).toBeDisabled();
  await page.keyboard.press('Control+z');
  await studio.expectGrade('folding', 'good');
});

test('accepted pairs are kept, exported with the same pixels, and come back', async () => {
  const { text, page } = studio;
  await studio.comment.fill('mouth a little wide');
  await studio.accept.click();
  await expect(studio.lines).toHaveCount(1);
  await page.reload();
  await expect(studio.lines).toHaveCount(1);

  const zip = await studio.export();
  const files = unzip(zip);
  const [record] = readManifest(files.get('pairs.json')!.toString());
  expect(record).toMatchObject({ name: 'astronaut', verdict: 'accepted' });
  expect(record!.comment).toBe('mouth a little wide');
  const decode = (name: string) => new Studio(page).decode(files.get(name)!);
  const cartoon = await decode(record!.cartoon.file);
  const points = { photo: record!.photo.points, cartoon: record!.cartoon.points };
  const raster = { ...cartoon, data: Uint8ClampedArray.from(cartoon.data) };
  const outcome = align(raster, points, record!.photo, record!.photo);
  if (!isAlignment(outcome)) throw new Error('points coincide');
  const aligned = await decode(record!.aligned!);
  expect(maxDifference(aligned, outcome.aligned)).toBeLessThanOrEqual(1);
  expect(maxDifference(aligned, await decode(record!.photo.file))).toBeGreaterThan(50);

  await test.step('deleted, brought back, deleted and imported', async () => {
    await studio.press(text.deletePair('astronaut'));
    await expect(studio.lines).toHaveCount(0);
    await studio.press(text.bringBack);
    await expect(studio.lines).toHaveCount(1);
    await studio.press(text.deletePair('astronaut'));
    await page.reload();
    await expect(page.getByText(text.emptySet)).toBeVisible();
    await studio.import('set.zip', zip);
    await expect(page.getByText(text.imported('1', '0'))).toBeVisible();
    await studio.import('set.zip', zip);
    await expect(page.getByText(text.imported('0', '1'))).toBeVisible();
    await page.getByRole('button', { name: text.openPair('astronaut', 'accepted') }).click();
    await studio.expectGrade('folding', 'good');
    await expect(studio.comment).toHaveValue('mouth a little wide');
  });
});

test('damaged sets are refused, and tell what was taken over', async () => {
  const { text } = studio;
  await studio.import('none.zip', Buffer.from('not a ZIP, but long enough to look for its end'));
  await expect(studio.alert).toContainText(text.archiveFaults.notZip());
  const pairs = await manyPairs(3);
  const named = pairs.indexOf('0003/photo.png');
  const at = pairs.indexOf('IDAT', pairs.indexOf('0003/photo.png', named + 1));
  pairs[at + 30]! ^= 255;
  await studio.import('damaged.zip', pairs);
  await expect(studio.alert).toContainText(text.archiveFaults.damaged('0003/photo.png'));
  await expect(studio.alert).toContainText(text.takenBefore('2'));
  await expect(studio.lines).toHaveCount(3);
});

test('hundreds of pairs are read and written with a way to stop', async () => {
  const { text, page } = studio;
  const zip = await manyPairs(500);
  await studio.import('many.zip', zip);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await studio.press(text.cancel);
  await expect(page.getByRole('progressbar')).toBeHidden();
  const taken = await studio.lines.count();
  expect(taken).toBeLessThan(500);
  await studio.import('many.zip', zip);
  await expect(studio.lines).toHaveCount(501);
  const files = unzip(await studio.export());
  expect(files.size).toBe(501 * 3 + 1);
  await expect(page.getByText(text.exported(501, '501'))).toBeVisible();
});

test('a cartoon without a face gets its points by hand, and large pictures are reduced', async () => {
  const { text, page } = studio;
  const portraits = [{ portrait: hopper, x: 2000, y: 200, scale: 9 }];
  const large = await paintPicture(page, { width: 8000, height: 6000, portraits });
  await studio.choose('photo', photoFile('large.jpg', large));
  await expect(page.getByText(text.reduced('8000', '6000', '1280', '960'))).toBeVisible();
  await studio.choose('cartoon', photoFile('plain.png', blackPng(400, 300), 'image/png'));
  await expect(page.getByText(text.guessed)).toBeVisible();
  await studio.expectGrade('folding', 'good');
  await studio.reject.click();
  await expect(page.getByText(text.kept('large', text.verdicts.rejected))).toBeVisible();
});

test('a full disk keeps what lies on the table', async () => {
  const { text, page } = studio;
  await page.evaluate(() => {
    navigator.storage.estimate = () => Promise.resolve({ usage: 1000, quota: 1000 });
  });
  await studio.reject.click();
  await expect(studio.alert).toContainText(text.problems.noRoom);
  await expect(studio.picture('cartoon')).toBeVisible();
});

test('a thumb moves a point beside it, with a loupe', async ({ browser, baseURL }) => {
  const phone = await browser.newContext({
    viewport: screens.phone,
    hasTouch: true,
    isMobile: true,
  });
  const problems = watch(phone, new URL(baseURL!).origin);
  const page = await phone.newPage();
  const own = new PairStudio(page);
  await own.open();
  await own.choose('photo', astronaut.path);
  await expect(own.picture('photo')).toBeVisible();
  await page.getByRole('radio', { name: own.text.sides.cartoon }).check({ force: true });
  await own.choose('cartoon', drawing);
  await own.expectGrade('folding', 'good');

  const session = await phone.newCDPSession(page);
  const touch = async (type: string, ...touchPoints: { x: number; y: number }[]) =>
    await session.send('Input.dispatchTouchEvent', { type: type as 'touchMove', touchPoints });
  const from = await own.placeOf('cartoon', 8);
  const finger = { x: from.x + 8, y: from.y + 22 };
  await touch('touchStart', finger);
  await touch('touchMove', { x: finger.x + 5, y: finger.y - 3 });
  await touch('touchMove', { x: finger.x + 10, y: finger.y - 6 });
  await expect(page.locator('.pair-loupe')).toBeVisible();
  await touch('touchEnd');
  await expect(page.locator('.pair-loupe')).toBeHidden();
  const to = await own.placeOf('cartoon', 8);
  expect(to.x - from.x).toBeCloseTo(10, 0);
  expect(to.y - from.y).toBeCloseTo(-6, 0);
  expect(problems).toEqual([]);
  await phone.close();
});

/** A set of small pairs, all alike but for their ids. */
async function manyPairs(count: number): Promise<Buffer> {
  const golden = await openArchive(new Blob([await readFile('training/tests/fixtures/pairs.zip')]));
  const [record] = golden.records;
  const files = await golden.filesOf(record!);
  const facts = { ...record!, savedAt: 0, isAligned: true, thumbnail: null };
  const pairs = Array.from({ length: count }, (_, index) => ({ ...facts, id: `pair-${index}` }));
  const zip = writeArchive(pairs, {
    readFiles: () => Promise.resolve(files),
    signal: new AbortController().signal,
    onPair: () => undefined,
  });
  return Buffer.from(await new Response(zip).arrayBuffer());
}
