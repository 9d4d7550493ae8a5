import { expect, test } from 'vitest';
import { createRaster, type Raster } from './raster.ts';
import { applyTexture } from './texture.ts';

function flat(level: number, width = 300, height = 200): Raster {
  const raster = createRaster(width, height);
  for (let index = 0; index < raster.data.length; index += 4) {
    raster.data.set([level, level, level, 200], index);
  }
  return raster;
}

const textured = (level: number, grain: number, paper: number, strength = 1): Raster => {
  const raster = flat(level);
  applyTexture(raster, 0, raster, { grain, paper }, strength);
  return raster;
};

function statistics({ data }: Raster): { mean: number; deviation: number } {
  const values = Array.from(data).filter((_, index) => index % 4 === 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
  );
  return { mean, deviation };
}

test('no texture and no strength leave a picture as it is', () => {
  expect(textured(120, 0, 0).data).toEqual(flat(120).data);
  expect(textured(120, 0.5, 0.5, 0).data).toEqual(flat(120).data);
});

test('grain roughens mid-tones, leaves white paper blank and keeps the mean', () => {
  const middle = statistics(textured(128, 0.4, 0));
  expect(middle.deviation).toBeGreaterThan(6);
  expect(middle.mean).toBeGreaterThan(126);
  expect(middle.mean).toBeLessThan(130);
  expect(statistics(textured(255, 0.4, 0)).deviation).toBe(0);
  expect(statistics(textured(20, 0.4, 0)).deviation).toBeLessThan(middle.deviation / 2);
});

test('paper is uneven everywhere, and half a strength is half a texture', () => {
  const whole = statistics(textured(200, 0, 0.5)).deviation;
  expect(whole).toBeGreaterThan(3);
  expect(statistics(textured(200, 0, 0.5, 0.5)).deviation).toBeCloseTo(whole / 2, 0);
});

test('strips join to the picture they are cut from; alpha stays', () => {
  const whole = textured(128, 0.4, 0.3);
  const strip = flat(128, 300, 50);
  applyTexture(strip, 100, whole, { grain: 0.4, paper: 0.3 }, 1);
  expect(strip.data).toEqual(whole.data.slice(100 * 300 * 4, 150 * 300 * 4));
  expect(whole.data[3]).toBe(200);
});

test('strokes are as long, by the picture, at every size', () => {
  const small = flat(128, 600, 400);
  const large = flat(128, 1200, 800);
  for (const raster of [small, large]) applyTexture(raster, 0, raster, { grain: 1, paper: 0 }, 1);
  const level = (raster: Raster, x: number, y: number): number =>
    raster.data[(Math.floor(y * raster.width) * raster.width + Math.floor(x * raster.width)) * 4]!;
  let product = 0;
  for (let step = 0; step < 500; step++) {
    const [x, y] = [(step * 0.618) % 1, ((step * 0.377) % 1) * 0.66];
    product += (level(small, x, y) - 128) * (level(large, x, y) - 128);
  }
  expect(product / 500).toBeGreaterThan(100);
});
