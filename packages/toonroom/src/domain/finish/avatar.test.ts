import { describe, expect, it } from 'vitest';
import { createRaster, type Raster } from '../picture/raster.ts';
import { avatarGrounds, avatarShapes, defaultAvatar, validateAvatar } from './avatar.ts';
import { avatarSquare } from './avatarSquare.ts';
import { type AvatarLook, drawAvatar } from './drawAvatar.ts';

const colours = ['#ff0000', '#0000ff'] as const;
const plain: AvatarLook = { shape: 'round', ground: 'plain', colours, outline: null, ring: null };
const uncut = { left: false, top: false, right: false, bottom: true };

/** A grey block in the lower half, on nothing. */
function block(size: number): Raster {
  const raster = createRaster(size, size);
  for (let y = size / 2; y < size; y++) {
    for (let x = size / 4; x < (size * 3) / 4; x++) {
      raster.data.set([128, 128, 128, 255], (y * size + x) * 4);
    }
  }
  return raster;
}

const source = { cutOut: block(200) };
const square = { x: 0, y: 0, width: 200, height: 200 };
const pixel = ({ data, width }: Raster, x: number, y: number) => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

describe('an avatar', () => {
  it.each([512, 128, 32, 16])('that is round has empty corners at %i px', (size) => {
    const avatar = drawAvatar(source, square, plain, size);
    expect([avatar.width, avatar.height]).toEqual([size, size]);
    for (const [x, y] of [
      [0, 0],
      [size - 1, 0],
      [0, size - 1],
      [size - 1, size - 1],
    ] as const) {
      expect(pixel(avatar, x, y)[3]).toBe(0);
    }
    expect(pixel(avatar, size / 2, Math.floor(size / 8))).toEqual([255, 0, 0, 255]);
    expect(pixel(avatar, size / 2, Math.floor(size * 0.75))).toEqual([128, 128, 128, 255]);
  });

  it('that is square has full ones, and a ring along its rim', () => {
    const look = { ...plain, shape: 'square', ring: '#00ff00' } as const;
    const avatar = drawAvatar(source, square, look, 256);
    expect(pixel(avatar, 0, 0)).toEqual([0, 255, 0, 255]);
    expect(pixel(avatar, 128, 4)).toEqual([0, 255, 0, 255]);
    expect(pixel(avatar, 128, 20)).toEqual([255, 0, 0, 255]);
  });

  it('without a ground is the person alone, with an outline that stops at its end', () => {
    const look = { ...plain, shape: 'square', ground: 'none', outline: '#ffffff' } as const;
    const avatar = drawAvatar(source, square, look, 256);
    expect(pixel(avatar, 10, 10)[3]).toBe(0);
    expect(pixel(avatar, 61, 200)).toEqual([255, 255, 255, 255]);
    expect(pixel(avatar, 128, 255)).toEqual([128, 128, 128, 255]);
  });

  it.each(avatarGrounds.filter((ground) => ground !== 'none' && ground !== 'drawn'))(
    'on %s is opaque within its shape',
    (ground) => {
      const avatar = drawAvatar(source, square, { ...plain, shape: 'square', ground }, 128);
      const alphas = avatar.data.filter((_, at) => at % 4 === 3);
      expect(Math.min(...alphas)).toBe(255);
    },
  );

  it('shows what is drawn behind the person', () => {
    const drawn = createRaster(200, 200);
    drawn.data.fill(200);
    for (let at = 3; at < drawn.data.length; at += 4) drawn.data[at] = 255;
    const look = { ...plain, ground: 'drawn' } as const;
    expect(pixel(drawAvatar({ ...source, drawn }, square, look, 256), 128, 20)).toEqual([
      200, 200, 200, 255,
    ]);
  });
});

describe('the square of an avatar', () => {
  const head = { box: { x: 80, y: 60, width: 40, height: 40 }, head: { x: 100, y: 80, side: 80 } };
  const picture = { width: 200, height: 200 };

  it('is smaller the closer, and closer still for an icon', () => {
    const far = avatarSquare(head, 0, false, picture, uncut);
    const near = avatarSquare(head, 1, false, picture, uncut);
    const icon = avatarSquare(head, 1, true, picture, uncut);
    expect(far.width).toBeGreaterThan(near.width);
    expect(near.width).toBeGreaterThan(icon.width);
    for (const { width, height, y } of [far, near, icon]) {
      expect(width).toBe(height);
      expect(y + height).toBeLessThanOrEqual(200);
    }
  });

  it('reaches beyond the picture only where nothing of the person is missing', () => {
    const atTop = { ...head, head: { x: 100, y: 30, side: 80 } };
    expect(avatarSquare(atTop, 0, false, picture, uncut).y).toBeLessThan(0);
    expect(avatarSquare(atTop, 0, false, picture, { ...uncut, top: true }).y).toBe(0);
    const atLeft = { ...head, head: { x: 20, y: 80, side: 80 } };
    expect(avatarSquare(atLeft, 0, false, picture, uncut).x).toBeLessThan(0);
    expect(avatarSquare(atLeft, 0, false, picture, { ...uncut, left: true }).x).toBe(0);
  });

  it('is found without a head’s square', () => {
    const { width } = avatarSquare({ box: head.box }, 0.5, false, picture, uncut);
    expect(width).toBeGreaterThan(60);
  });
});

describe('an avatar’s settings', () => {
  it('are checked, clamped and put in order', () => {
    expect(validateAvatar(defaultAvatar)).toEqual(defaultAvatar);
    expect(validateAvatar({ ...defaultAvatar, sizes: [32, 512, 32] }).sizes).toEqual([512, 32]);
    expect(validateAvatar({ ...defaultAvatar, colours }).colours).toEqual(colours);
    for (const wrong of [
      null,
      { ...defaultAvatar, shape: 'star' },
      { ...defaultAvatar, sizes: [] },
      { ...defaultAvatar, sizes: [12.5] },
      { ...defaultAvatar, colours: ['red', 'blue'] },
    ]) {
      expect(() => validateAvatar(wrong)).toThrow(RangeError);
    }
    expect(avatarShapes).toContain(defaultAvatar.shape);
  });
});
