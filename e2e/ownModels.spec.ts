import { truncate, writeFile } from 'node:fs/promises';
import {
  endlessModel,
  externalModel,
  scaleModel,
  unknownOperatorModel,
} from '#domain/testing/onnxFiles.ts';
import { expect } from './fixtures.ts';
import { meanDifference } from './measure.ts';
import { smallPortrait } from './photos.ts';
import { testsOfOnePage } from './sharedPage.ts';
import type { Studio } from './studio.ts';

const test = testsOfOnePage();

/** Brings a model file, as the file manager would. */
async function bring(studio: Studio, path: string, model: Uint8Array): Promise<void> {
  await writeFile(path, model);
  await studio.page.getByLabel(studio.text.addModel).setInputFiles(path);
}

test('a model of one’s own is tried, becomes a style, and draws in tiles', async ({
  page,
  studio,
}, info) => {
  const { text } = studio;
  await studio.open();
  await studio.draw('public/samples/astronaut.jpg');
  const photo = await studio.pixels(studio.photo);
  await page.getByRole('button', { name: text.ownStyles, exact: true }).click();
  // Half as bright, in 0..1, channels last, with odd names and a size of its own.
  const sides = [1, 128, 128, 3];
  const dim = scaleModel({ input: 'generator_input:0', output: 'bild', sides, factor: 0.5 });
  await bring(studio, info.outputPath('dim.onnx'), dim);
  const candidate = page.getByRole('region', { name: 'dim.onnx' });
  await expect(candidate.getByText(text.modelStatus.drawn)).toBeVisible();
  await expect(candidate.getByText('Add, Mul')).toBeVisible();
  await expect(candidate.getByRole('radio', { name: text.modelLayouts.nhwc })).toBeChecked();
  await candidate.getByText(text.modelRanges.unit, { exact: true }).click();
  await candidate.getByText(text.modelReaches.picture, { exact: true }).click();
  await expect(candidate.getByText(text.modelStatus.drawn)).toBeVisible();
  await candidate.getByRole('button', { name: text.keepModel }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('radio', { name: 'dim', exact: true })).toBeChecked();
  await studio.settled();
  const drawn = await studio.pixels(studio.drawing);
  const half = {
    ...photo,
    data: photo.data.map((level, at) => (at % 4 === 3 ? level : level / 2)),
  };
  expect(meanDifference(drawn, half)).toBeLessThan(2);
  // The file has every pixel as well.
  const { bytes } = await studio.save('png');
  expect(meanDifference(await studio.decode(bytes), half)).toBeLessThan(2);

  // It goes with its mix panel, which has nothing to mix.
  await page.getByRole('button', { name: text.mixTitle, exact: true }).click();
  await expect(page.getByText(text.noMixForModel)).toBeVisible();

  await page.getByRole('button', { name: text.ownStyles, exact: true }).click();
  await page.getByRole('button', { name: text.deleteStyle('dim') }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('radio', { name: 'dim', exact: true })).toHaveCount(0);
});

test('heads alone are drawn by a model for heads, cut out by our own layers', async ({
  page,
  studio,
}, info) => {
  const { text } = studio;
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const photo = await studio.pixels(studio.photo);
  await page.getByRole('button', { name: text.ownStyles, exact: true }).click();
  const model = scaleModel({ sides: [1, 3, 256, 256], factor: 0.4 });
  await bring(studio, info.outputPath('heads.onnx'), model);
  const candidate = page.getByRole('region', { name: 'heads.onnx' });
  await expect(candidate.getByText(text.modelStatus.drawn)).toBeVisible();
  await expect(candidate.getByRole('radio', { name: text.modelReaches.head })).toBeChecked();
  await candidate.getByRole('button', { name: text.keepModel }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('radio', { name: 'heads', exact: true })).toBeChecked();
  await studio.settled();
  const drawn = await studio.pixels(studio.drawing);
  const corner = { x: 4, y: 4, width: 30, height: 30 };
  expect(meanDifference(drawn, photo, corner)).toBeLessThan(1);
  const face = { x: 125, y: 55, width: 30, height: 40 };
  expect(meanDifference(drawn, photo, face)).toBeGreaterThan(10);
});

test('models that cannot draw are refused in clear words, and the photo stays', async ({
  page,
  studio,
}, info) => {
  test.slow();
  const { text } = studio;
  await studio.open();
  await studio.draw(await smallPortrait(page));
  const before = await studio.pixels(studio.drawing);
  await page.getByRole('button', { name: text.ownStyles, exact: true }).click();
  for (const [name, model, message] of [
    ['words.onnx', Buffer.from('no model at all'), text.modelFault.notOnnx('words.onnx')],
    [
      'half.onnx',
      scaleModel({ sides: [1, 3, 64, 64] }).subarray(0, 60),
      text.modelFault.notOnnx('half.onnx'),
    ],
    ['grey.onnx', scaleModel({ sides: [1, 1, 64, 64] }), text.modelFault.noPicture('grey.onnx')],
    ['outside.onnx', externalModel(), text.modelFault.externalData('outside.onnx')],
  ] as const) {
    await bring(studio, info.outputPath(name), model);
    await expect(page.getByRole('dialog').getByText(message)).toBeVisible();
  }
  const large = info.outputPath('large.onnx');
  await writeFile(large, '');
  await truncate(large, 210_000_000);
  await page.getByLabel(text.addModel).setInputFiles(large);
  await expect(
    page.getByRole('dialog').getByText(text.modelFault.tooLarge('large.onnx')),
  ).toBeVisible();

  await bring(studio, info.outputPath('magic.onnx'), unknownOperatorModel());
  await expect(page.getByText(text.modelStatus.failed)).toBeVisible();
  await expect(page.getByRole('button', { name: text.keepModel })).toBeDisabled();

  await bring(studio, info.outputPath('endless.onnx'), endlessModel());
  await expect(page.getByText(text.modelStatus.hung)).toBeVisible({ timeout: 90_000 });
  await page.getByRole('button', { name: text.cancel, exact: true }).click();
  await page.keyboard.press('Escape');

  // The worker that holds the photo never ran any of them.
  expect(meanDifference(await studio.pixels(studio.drawing), before)).toBe(0);
  await studio.set(studio.strength, 50);
  expect(meanDifference(await studio.pixels(studio.drawing), before)).toBeGreaterThan(0);
});
