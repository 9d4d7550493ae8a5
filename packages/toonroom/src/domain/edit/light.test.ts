import { describe, expect, it } from 'vitest';
import { createRaster, type Raster } from '../picture/raster.ts';
import { autoLight } from './autoLight.ts';
import { isLit, type Light, lighting, neutralLight } from './light.ts';

/** Every grey, from black to white. */
const greys: Raster = {
  width: 256,
  height: 1,
  data: Uint8ClampedArray.from({ length: 1024 }, (_value, index) =>
    index % 4 === 3 ? 255 : index >> 2,
  ),
};

function litRaster(raster: Raster, light: Light): Raster {
  const data = raster.data.slice();
  lighting(light)(data);
  return { ...raster, data };
}

const inLight = (light: Partial<Light>): Raster => litRaster(greys, { ...neutralLight, ...light });
const channel = ({ data }: Raster, at: number): readonly number[] =>
  [...data].filter((_value, index) => index % 4 === at);

describe('light', () => {
  it('changes nothing where nothing is set', () => {
    expect(isLit(neutralLight)).toBe(false);
    expect(litRaster(greys, neutralLight)).toEqual(greys);
  });

  it('keeps the order of tones, black and white', () => {
    for (const exposure of [-2, -0.5, 0.5, 1, 2]) {
      const tones = channel(inLight({ exposure }), 1);
      expect(tones).toEqual(tones.toSorted((a, b) => a - b));
      expect(tones[0]).toBe(0);
    }
    for (const shadows of [-1, -0.4, 0.3, 1]) {
      const tones = channel(inLight({ shadows }), 0);
      expect(tones).toEqual(tones.toSorted((a, b) => a - b));
      expect([tones[0], tones[255]]).toEqual([0, 255]);
    }
  });

  it('doubles linear light with each stop, and cuts nothing off', () => {
    const tones = channel(inLight({ exposure: 1 }), 1);
    // 0.05 of linear light and 0.1 of it.
    expect(tones[63]).toBeGreaterThanOrEqual(88);
    expect(tones[63]).toBeLessThanOrEqual(90);
    const bright = tones.slice(200);
    expect(new Set(bright).size).toBeGreaterThan(20);
    expect(tones[255]).toBe(255);
    expect(tones[250]).toBeLessThan(255);
  });

  it('gets brighter with more of it', () => {
    const middle = (light: Partial<Light>): number => channel(inLight(light), 1)[90]!;
    const exposures = [-2, -1, 0, 1, 2].map((exposure) => middle({ exposure }));
    expect(exposures).toEqual(exposures.toSorted((a, b) => a - b));
    const shadows = [-1, -0.5, 0, 0.5, 1].map((amount) => middle({ shadows: amount }));
    expect(shadows).toEqual(shadows.toSorted((a, b) => a - b));
  });

  it('makes grey yellow or blue, about as light as before', () => {
    const pixel = (warmth: number): readonly number[] => [
      ...inLight({ warmth }).data.subarray(4 * 128, 4 * 128 + 3),
    ];
    const [red, green, blue] = pixel(0.5) as [number, number, number];
    expect(red).toBeGreaterThan(128);
    expect(blue).toBeLessThan(116);
    expect(Math.abs(green - 128)).toBeLessThan(8);
    expect(pixel(-0.5)[2]).toBeGreaterThan(145);
  });

  it('keeps transparency', () => {
    const clear = createRaster(2, 2);
    expect(litRaster(clear, { exposure: 2, warmth: 1, shadows: 1 }).data).toEqual(clear.data);
  });
});

/** A portrait in the making: a wall, a shirt, skin, hair and a bright window, with soft borders and some noise. */
function scene(): Raster {
  const [width, height] = [80, 80];
  const parts = [
    [178, 182, 186],
    [206, 152, 124],
    [62, 48, 40],
    [232, 230, 226],
    [88, 92, 97],
  ] as const;
  const raster = createRaster(width, height);
  let seed = 1;
  for (let pixel = 0; pixel < width * height; pixel++) {
    seed = (seed * 48_271) % 2_147_483_647;
    const part = parts[Math.floor((pixel % width) / 16)]!;
    part.forEach((value, at) => {
      raster.data[4 * pixel + at] = value + (seed % 21) - 10;
    });
    raster.data[4 * pixel + 3] = 255;
  }
  return raster;
}

describe('the automatic light', () => {
  it('leaves a good photo alone', () => {
    expect(autoLight(scene())).toEqual(neutralLight);
    expect(autoLight(greys)).toEqual(neutralLight);
    expect(autoLight(createRaster(4, 4))).toEqual(neutralLight);
  });

  it('brightens a dark photo, once', () => {
    const dark = litRaster(scene(), { ...neutralLight, exposure: -1.5 });
    const found = autoLight(dark);
    expect(found.exposure).toBeGreaterThan(0.7);
    expect(found.warmth).toBe(0);
    expect(autoLight(litRaster(dark, found))).toEqual(neutralLight);
  });

  it('takes a cast away, once', () => {
    const yellow = litRaster(scene(), { ...neutralLight, warmth: 0.8 });
    const found = autoLight(yellow);
    expect(found.warmth).toBeLessThan(-0.3);
    expect(autoLight(litRaster(yellow, found)).warmth).toBe(0);
    const blue = litRaster(scene(), { ...neutralLight, warmth: -1 });
    expect(autoLight(blue).warmth).toBeGreaterThan(0);
  });

  it('lifts a subject out of the shadows', () => {
    const against = scene();
    const { data } = against;
    // All but the window is in the dark.
    for (let index = 0; index < data.length; index += 4) {
      if (data[index]! > 215) continue;
      for (let at = index; at < index + 3; at++) data[at] = data[at]! * 0.28;
    }
    const found = autoLight(against);
    expect(found.shadows).toBeGreaterThan(0);
    expect(found.exposure).toBe(0);
  });
});
