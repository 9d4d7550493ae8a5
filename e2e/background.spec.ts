import { expect, test } from './fixtures.ts';
import { meanDifference, type Picture } from './measure.ts';
import { astronaut } from './photos.ts';

/** Behind her, beside the head. */
const corner = { x: 420, y: 20, width: 60, height: 60 };

const alphas = (picture: Picture, { x, y, width, height }: typeof corner): number => {
  let sum = 0;
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) {
      sum += picture.data[(row * picture.width + column) * 4 + 3]!;
    }
  }
  return sum / (width * height);
};

test('what lies behind the people is drawn, a photo, blurred, plain or nothing', async ({
  page,
  studio,
}) => {
  await studio.open();
  await studio.draw(astronaut.path);
  const photo = await studio.pixels(studio.photo);
  const drawn = await studio.pixels(studio.drawing);
  const { backgroundNames } = studio.text;
  const choose = async (name: string): Promise<Picture> => {
    await page.getByRole('radio', { name, exact: true }).check({ force: true });
    await studio.settled();
    return await studio.pixels(studio.drawing);
  };

  const kept = await choose(backgroundNames.photo);
  expect(meanDifference(kept, photo, corner)).toBeLessThan(1);
  const inner = { x: 205, y: 90, width: 40, height: 50 };
  expect(meanDifference(kept, drawn, inner)).toBeLessThan(1);

  const blurred = await choose(backgroundNames.blurred);
  const plain = await choose(backgroundNames.plain);
  for (const picture of [blurred, plain]) {
    expect(meanDifference(picture, drawn, corner)).toBeGreaterThan(1);
    expect(meanDifference(picture, drawn, inner)).toBeLessThan(3);
  }
  expect(meanDifference(plain, blurred, corner)).toBeGreaterThan(5);

  const cut = await choose(backgroundNames.none);
  expect(alphas(cut, corner)).toBeLessThan(10);
  expect(alphas(cut, inner)).toBeGreaterThan(250);
  expect(alphas(cut, { ...corner, x: 180, y: 440 })).toBeGreaterThan(240);

  // As a file, too; one that cannot be transparent says so beforehand.
  await page.getByText(studio.text.formatNames.jpeg, { exact: true }).click();
  await expect(page.getByText(studio.text.jpegHasNoHoles)).toBeVisible();
  const { bytes } = await studio.save('webp');
  const saved = await studio.decode(bytes, photo);
  expect(alphas(saved, corner)).toBeLessThan(10);
  await expect(page.getByText(studio.text.jpegHasNoHoles)).toBeHidden();
});
