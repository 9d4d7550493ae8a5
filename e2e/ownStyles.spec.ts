import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test as separateTest } from './fixtures.ts';
import { styles } from './manifest.ts';
import { colourfulness, meanDifference } from './measure.ts';
import { hopper, paintPicture, photoFile, smallPortrait } from './photos.ts';
import { animatedGif, blackPng } from '../testkit/pictureFiles.ts';
import { testsOfOnePage } from './sharedPage.ts';
import { bytesOf, Studio } from './studio.ts';

const test = testsOfOnePage();

const named = (id: string): string => styles.find((style) => style.id === id)!.names.en;
const chosen = (page: Page) => page.locator('input[name="style"]:checked');

test('styles are mixed by sliders, the drawing lies between, and steps are taken back', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await studio.open();
  await studio.draw(hopper.path);
  const plain = await studio.pixels(studio.drawing);
  await studio.style(named('comic'));
  const comic = await studio.pixels(studio.drawing);
  await studio.style(named('3d'));

  await page.getByRole('button', { name: text.mixTitle, exact: true }).click();
  await page.getByRole('button', { name: text.mixAdd(named('comic')) }).click();
  await studio.settled();
  await expect(chosen(page)).toHaveValue('3d.50*comic.50');
  const mixed = await studio.pixels(studio.drawing);
  const apart = meanDifference(plain, comic);
  expect(meanDifference(mixed, plain)).toBeLessThan(apart);
  expect(meanDifference(mixed, comic)).toBeLessThan(apart);
  expect(meanDifference(mixed, plain)).toBeGreaterThan(0.1 * apart);

  const share = page.getByRole('slider', { name: named('comic'), exact: true });
  await studio.set(share, 90);
  const nearer = await studio.pixels(studio.drawing);
  expect(meanDifference(nearer, comic)).toBeLessThan(meanDifference(mixed, comic));
  await expect(page.getByRole('slider', { name: named('3d'), exact: true })).toHaveValue('10');

  await page.getByRole('button', { name: text.mixAdd(named('sketch')) }).click();
  await expect(page.getByRole('button', { name: text.mixAdd(named('anime')) })).toHaveCount(0);
  await page.getByRole('button', { name: text.mixRemove(named('sketch')) }).click();
  await studio.settled();
  await expect(chosen(page)).toHaveValue('3d.10*comic.90');

  // A mix is one result, whatever its shares, and one drag is one step.
  await expect(page.locator('.result')).toHaveCount(3);
  for (let step = 0; step < 4; step++) {
    await page.getByRole('button', { name: text.undo, exact: true }).click();
  }
  await studio.settled();
  await expect(chosen(page)).toHaveValue('3d');
});

test('a style is tuned by hand, control by control and number by number', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const before = await studio.pixels(studio.drawing);
  await page.getByText(text.tuneTitle, { exact: true }).click();
  const control = (name: keyof typeof text.tuneNames) =>
    page.getByRole('slider', { name: text.tuneNames[name], exact: true });
  for (const name of Object.keys(text.tuneNames)) {
    await expect(control(name as keyof typeof text.tuneNames)).toHaveValue('0');
  }

  await studio.set(control('colour'), -100);
  expect(colourfulness(await studio.pixels(studio.drawing), 0.99)).toBeLessThan(8);
  await page.getByRole('button', { name: text.tuneReset(text.tuneNames.colour) }).click();
  await studio.settled();
  expect(meanDifference(await studio.pixels(studio.drawing), before)).toBe(0);

  await studio.set(control('lineWeight'), 100);
  const lined = await studio.pixels(studio.drawing);
  expect(meanDifference(lined, before)).toBeGreaterThan(0.5);

  await page.getByText(text.allNumbers, { exact: true }).click();
  await page.getByText('proportions of the face', { exact: true }).click();
  const nose = page.getByRole('slider', { name: 'size of the nose', exact: true });
  await studio.set(nose, 100);
  expect(meanDifference(await studio.pixels(studio.drawing), lined)).toBeGreaterThan(0.05);
  await expect(chosen(page)).toHaveValue('3d**lineWeight.100*proportions.nose.1000');

  await page.getByRole('button', { name: text.tuneResetAll }).click();
  await studio.settled();
  expect(meanDifference(await studio.pixels(studio.drawing), before)).toBe(0);
});

separateTest(
  'a style is saved, outlives a reload, goes out as a file and comes in elsewhere',
  async ({ browser, page, studio }, info) => {
    const { text } = studio;
    await studio.open();
    await studio.draw(await smallPortrait(page));
    await page.getByText(text.tuneTitle, { exact: true }).click();
    await studio.set(page.getByRole('slider', { name: text.tuneNames.warmth }), -80);
    await page.getByRole('textbox', { name: text.styleNameLabel }).fill('Blue hour');
    await page.getByRole('button', { name: text.saveStyle }).click();
    await expect(page.getByText(text.styleMessages.saved('Blue hour'))).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Blue hour' })).toBeChecked();

    const drawn = await studio.pixels(studio.drawing);
    await page.reload();
    await studio.settled();
    await expect(page.getByRole('radio', { name: 'Blue hour' })).toBeChecked();
    await page.getByRole('button', { name: text.ownStyles, exact: true }).click();
    // Its picture shows the sample: it is passed on with the file.
    await expect(page.locator('.own-style-picture img')).toHaveAttribute('src', /^blob:/);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: text.downloadStyle('Blue hour') }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('Blue hour.toonstyle');
    const file = await bytesOf(download);
    expect(file.length).toBeLessThan(64 * 1024);
    expect(JSON.parse(file.toString())).toMatchObject({ format: 'toonstyle', version: 1 });
    const path = info.outputPath('blue.toonstyle');
    await writeFile(path, file);

    const visitor = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block' });
    const elsewhere = new Studio(await visitor.newPage());
    await elsewhere.open();
    await elsewhere.draw(await smallPortrait(elsewhere.page));
    const plain = await elsewhere.pixels(elsewhere.drawing);
    await elsewhere.drop(path);
    await expect(
      elsewhere.page.getByText(text.styleMessages.loaded('Blue hour')).first(),
    ).toBeVisible();
    await elsewhere.settled();
    await expect(elsewhere.page.getByRole('radio', { name: 'Blue hour' })).toBeChecked();
    const loaded = await elsewhere.pixels(elsewhere.drawing);
    expect(meanDifference(loaded, plain)).toBeGreaterThan(2);
    expect(meanDifference(loaded, drawn)).toBeLessThan(0.6);
    await elsewhere.drop(path);
    await expect(
      elsewhere.page.getByText(text.styleMessages.known('Blue hour')).first(),
    ).toBeVisible();

    await test.step('files that are no styles are refused, each in its words', async () => {
      const whole = JSON.parse(file.toString()) as Record<string, unknown>;
      const messages = text.styleMessages;
      const numbers = { ...(whole['numbers'] as object), 'skin.glitter': 1, 'skin.gamma': 900 };
      for (const [name, content, message] of [
        ['words.toonstyle', 'no JSON', messages.notAStyle('words.toonstyle')],
        [
          'nan.toonstyle',
          '{"format":"toonstyle","version":1,"name":"x","numbers":{"a":NaN}}',
          messages.notAStyle('nan.toonstyle'),
        ],
        [
          'newer.toonstyle',
          JSON.stringify({ ...whole, version: 2 }),
          messages.otherVersion('newer.toonstyle'),
        ],
        [
          'large.toonstyle',
          JSON.stringify({ ...whole, more: 'x'.repeat(10_000_000) }),
          messages.tooLarge('large.toonstyle'),
        ],
        [
          'odd.toonstyle',
          JSON.stringify({ ...whole, name: 'Blue hour', names: {}, numbers }),
          messages.adapted('Blue hour 2', 2, '2'),
        ],
      ] as const) {
        await writeFile(info.outputPath(name), content);
        await elsewhere.drop(info.outputPath(name));
        await expect(elsewhere.page.getByText(message).first()).toBeVisible();
      }
      await elsewhere.settled();
    });
    await visitor.close();

    await page.getByRole('button', { name: text.deleteStyle('Blue hour') }).click();
    await expect(page.getByText(text.ownStylesNone)).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: text.undo }).click();
    await expect(page.getByRole('textbox', { name: text.renameStyle('Blue hour') })).toBeVisible();
  },
);

test('the style of a picture is read and drawn in, part by part', async ({ page, studio }) => {
  const { text } = studio;
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const plain = await studio.pixels(studio.drawing);
  const field = page.getByLabel(text.fromPictureHint);
  await field.setInputFiles('public/samples/astronaut-sketch.webp');
  const panel = page.getByRole('group', { name: text.styleOf('astronaut-sketch.webp') });
  await expect(panel).toBeVisible();
  await studio.settled();
  // Pencil on paper: grey, and far from the film's look.
  expect(colourfulness(await studio.pixels(studio.drawing), 0.99)).toBeLessThan(30);
  expect(meanDifference(await studio.pixels(studio.drawing), plain)).toBeGreaterThan(15);
  await expect(chosen(page)).toHaveValue(/^sketch\*\*/);
  const part = (group: keyof typeof text.readingGroups) =>
    panel.getByRole('checkbox', { name: `${text.readingGroups[group]}:` });
  await expect(part('finish')).toBeChecked();
  await part('finish').uncheck();
  await studio.settled();
  await expect(chosen(page)).not.toHaveValue(/finish\.(?:pencil|hatching|crayon)/);

  // A photo lends its colours only.
  const green = { width: 200, height: 160, ground: '#2f9e44' };
  await field.setInputFiles('public/samples/astronaut.jpg');
  await expect(page.getByText(text.referenceKinds.photo)).toBeVisible();
  await expect(
    page.getByRole('checkbox', { name: `${text.readingGroups.line}:` }),
  ).not.toBeChecked();
  await field.setInputFiles(photoFile('hills.jpg', await paintPicture(page, green)));
  await expect(page.getByRole('group', { name: text.styleOf('hills.jpg') })).toBeVisible();
  await studio.settled();

  // An animation gives its first frame, and a single pixel its colour.
  for (const [name, picture] of [
    ['moving.gif', animatedGif(64)],
    ['dot.png', blackPng(1, 1)],
  ] as const) {
    await field.setInputFiles(photoFile(name, picture, `image/${name.split('.')[1]!}`));
    await expect(page.getByRole('group', { name: text.styleOf(name) })).toBeVisible();
    await studio.settled();
  }
  const wall = blackPng(11_000, 10_000);
  await field.setInputFiles(photoFile('wall.png', wall, 'image/png'));
  await expect(page.getByText(text.problems.TOO_MANY_PIXELS.what)).toBeVisible();

  // What is no picture changes nothing.
  const before = await chosen(page).inputValue();
  await field.setInputFiles(photoFile('broken.png', Buffer.from('no picture'), 'image/png'));
  await expect(page.getByText(text.problems.NOT_AN_IMAGE.what)).toBeVisible();
  await expect(chosen(page)).toHaveValue(before);
});

separateTest.describe('in Chinese, by keyboard, on a phone', () => {
  separateTest.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });

  separateTest('mixing, tuning and own styles shut nobody out', async ({ page }) => {
    const studio = new Studio(page, 'zh-CN');
    const { text } = studio;
    await studio.open();
    await studio.draw(await smallPortrait(page));
    const mix = page.getByRole('button', { name: text.mixTitle, exact: true });
    await mix.focus();
    await page.keyboard.press('Enter');
    const comic = styles.find(({ id }) => id === 'comic')!.names.zh;
    await page.getByRole('button', { name: text.mixAdd(comic) }).focus();
    await page.keyboard.press('Enter');
    const share = page.getByRole('slider', { name: comic, exact: true });
    await share.focus();
    await page.keyboard.press('ArrowRight');
    await studio.settled();
    await expect(chosen(page)).toHaveValue('3d.49*comic.51');
    await expectAccessible(page, 'mixing');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('tab', { name: text.adjustTitle }).click();
    await page.getByText(text.tuneTitle, { exact: true }).click();
    await page.getByText(text.allNumbers, { exact: true }).click();
    await page.getByText('头发', { exact: true }).click();
    await expectAccessible(page, 'tuning');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('tab', { name: text.styleTitle }).click();
    await page.getByRole('button', { name: text.saveStyle }).click();
    await page.getByRole('button', { name: text.ownStyles, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, 'own styles');
  });
});
