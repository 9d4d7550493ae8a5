import { describe, expect, it } from 'vitest';
import { noPhotoEdit } from './photoEdit.ts';
import { stageLayout } from './stageLayout.ts';

const photo = { width: 400, height: 300 };
const room = { width: 800, height: 300 };

describe('stageLayout', () => {
  it('shows the whole photo in the middle of its room', () => {
    const { scale, crop } = stageLayout(noPhotoEdit, photo, room, 2);
    expect(scale).toBe(1);
    expect(crop).toEqual({ x: 200, y: 0, width: 400, height: 300 });
  });

  it('keeps small photos small, and a tilted one in the room', () => {
    expect(stageLayout(noPhotoEdit, { width: 40, height: 30 }, room, 2).scale).toBe(2);
    const { scale, crop } = stageLayout({ ...noPhotoEdit, tilt: 45 }, photo, room, 2);
    expect(scale).toBeCloseTo(300 / (700 * Math.SQRT1_2));
    expect(crop.x + crop.width / 2).toBeCloseTo(400);
    expect(crop.y + crop.height / 2).toBeCloseTo(150);
  });

  it('turns the middle of a crop with the photo', () => {
    const crop = { x: 0.75, y: 0.5, width: 0.1, height: 0.1 };
    const upright = stageLayout({ ...noPhotoEdit, crop }, photo, room, 2);
    expect(upright.crop.x + upright.crop.width / 2).toBeCloseTo(500);
    const tilted = stageLayout({ ...noPhotoEdit, crop, tilt: 30 }, photo, room, 2);
    expect(tilted.crop.y + tilted.crop.height / 2).toBeGreaterThan(150);
  });
});
