import { basename } from 'node:path';
import { expect, test } from './fixtures.ts';
import { meanDifference, type Picture } from './measure.ts';
import { astronaut, hopper, paintPicture, photoFile, type PhotoFile } from './photos.ts';

/** Behind her, beside the head. */
const corner = { x: 420, y: 20, width: 60, height: 60 };

/** Beside her, from the upper edge to the shoulder. */
const wall = { x: 400, y: 10, width: 100, height: 200 };

/** How many colours are in an area. */
function coloursIn({ width, data }: Picture, area: typeof corner): number {
  const seen = new Set<string>();
  for (let row = area.y; row < area.y + area.height; row++) {
    for (let column = area.x; column < area.x + area.width; column++) {
      const at = (row * width + column) * 4;
      seen.add(data.slice(at, at + 3).join());
    }
  }
  return seen.size;
}

const alphas = (picture: Picture, { x, y, width, height }: typeof corner): number => {
  let sum = 0;
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) {
      sum += picture.data[(row * picture.width + column) * 4 + 3]!;
    }
  }
  return sum / (width * height);
};

test('what lies behind the people is drawn, a photo, blurred, coloured or nothing', async ({
  page,
  studio,
}) => {
  test.slow();
  await studio.open();
  await studio.draw(astronaut.path);
  const photo = await studio.pixels(studio.photo);
  const drawn = await studio.pixels(studio.drawing);
  const { backgroundNames, backdropNames, blurAmount } = studio.text;
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
  const plain = await choose(backgroundNames.colour);
  for (const picture of [blurred, plain]) {
    expect(meanDifference(picture, drawn, corner)).toBeGreaterThan(1);
    expect(meanDifference(picture, drawn, inner)).toBeLessThan(3);
  }
  expect(meanDifference(plain, blurred, corner)).toBeGreaterThan(5);

  await test.step('plain is one colour, in whatever colour is chosen', async () => {
    expect(coloursIn(plain, corner)).toBe(1);
    await page.getByLabel(studio.text.groundColour).fill('#3366cc');
    await studio.settled();
    const blue = await studio.pixels(studio.drawing);
    const at = (corner.y * blue.width + corner.x) * 4;
    expect(Array.from(blue.data.slice(at, at + 3))).toEqual([0x33, 0x66, 0xcc]);
    await page.getByRole('button', { name: studio.text.swatch('1') }).click();
    await studio.settled();
    expect(meanDifference(await studio.pixels(studio.drawing), plain)).toBe(0);
  });

  await test.step('patterns differ from one another', async () => {
    const seen = [plain];
    for (const name of ['gradient', 'dots', 'rays', 'paper'] as const) {
      const pattern = await choose(backdropNames[name]);
      for (const other of seen) {
        expect.soft(meanDifference(pattern, other, wall), name).toBeGreaterThan(1);
      }
      expect.soft(meanDifference(pattern, drawn, inner), name).toBeLessThan(3);
      seen.push(pattern);
    }
  });

  await test.step('less blur shows more', async () => {
    await choose(backgroundNames.blurred);
    await studio.set(page.getByRole('slider', { name: blurAmount }), 0);
    const clear = await studio.pixels(studio.drawing);
    expect(meanDifference(clear, drawn, corner)).toBeLessThan(
      meanDifference(blurred, drawn, corner),
    );
  });

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

test('a picture of one’s own lies behind, dropped or chosen; one that cannot be read does not', async ({
  page,
  studio,
}) => {
  const { text } = studio;
  await studio.open();
  await studio.draw(astronaut.path);
  await page.getByRole('radio', { name: text.backgroundNames.colour }).check({ force: true });
  await studio.settled();
  const plain = await studio.pixels(studio.drawing);
  const tile = page.getByRole('button', { name: text.backdropNames.picture });
  const pick = async (file: PhotoFile) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), tile.click()]);
    await chooser.setFiles(file);
  };
  const hills = photoFile('hills.jpg', await paintPicture(page, { width: 300, height: 300 }));
  await pick(hills);
  await expect(tile).toHaveAttribute('aria-pressed', 'true');
  await studio.settled();
  const behind = await studio.pixels(studio.drawing);
  expect(meanDifference(behind, plain, corner)).toBeGreaterThan(20);
  // The photo is still the one that was opened.
  await expect(page.locator('.facts-name')).toHaveText(basename(astronaut.path));

  await pick(photoFile('notes.txt', Buffer.from('No picture.'), 'text/plain'));
  await expect(studio.alert).toContainText(text.problems.NOT_AN_IMAGE.what);
  await page.keyboard.press('Escape');
  expect(meanDifference(await studio.pixels(studio.drawing), behind)).toBe(0);

  // Dropped where it is chosen, it is no new photo.
  await studio.dropOn(page.locator('.backdrop-tile.is-picture'), hopper.path);
  await expect
    .poll(async () => meanDifference(await studio.pixels(studio.drawing), behind, corner))
    .toBeGreaterThan(10);
  await expect(page.locator('.facts-name')).toHaveText(basename(astronaut.path));
  await page.getByRole('button', { name: text.undo }).click();
  await studio.settled();

  // Saved at the photo's own size, and again after another style.
  const { bytes } = await studio.save('png');
  const saved = await studio.decode(bytes, behind);
  expect(meanDifference(saved, behind, corner)).toBeLessThan(2);

  await test.step('it comes back with the page', async () => {
    await expect(page.locator('.facts-name')).toHaveText(basename(astronaut.path));
    await page.reload();
    await studio.settled();
    expect(meanDifference(await studio.pixels(studio.drawing), behind, corner)).toBeLessThan(3);
    const { bytes: again } = await studio.save('png');
    expect(meanDifference(await studio.decode(again, behind), behind, corner)).toBeLessThan(3);
  });
});
