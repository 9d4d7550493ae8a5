import { expect, test } from './fixtures.ts';
import { model, styles } from './manifest.ts';
import { correlation, faceFrame, meanDifference, type Picture, seamContrast } from './measure.ts';
import { astronaut } from './photos.ts';

const face = faceFrame(astronaut.points);

test('every style draws a picture of its own, of the same face, with one download', async ({
  page,
  studio,
}) => {
  const downloads: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().endsWith('.onnx')) downloads.push(request.url());
  });
  await studio.open();
  await studio.draw(astronaut.path);
  const photo = await studio.pixels(studio.photo);
  const drawings = new Map<string, Picture>();
  for (const { id, names } of styles) {
    await studio.style(names.en);
    const drawing = await studio.pixels(studio.drawing);
    await test.step(id, () => {
      expect.soft(correlation(drawing, photo, face.box)).toBeGreaterThan(0.3);
      expect.soft(seamContrast(drawing, photo, face)).toBeLessThan(1.3);
      for (const [other, picture] of drawings) {
        expect.soft(meanDifference(drawing, picture), `${id} and ${other}`).toBeGreaterThan(3);
      }
    });
    drawings.set(id, drawing);
  }
  expect(drawings.size).toBe(styles.length);
  expect(downloads).toHaveLength(Object.keys(model.files).length);
});
