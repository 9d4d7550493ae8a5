import { expect, it } from 'vitest';
import type { VideoInfo } from '#sdk/index.ts';
import {
  firstPlan,
  frameCount,
  isTooMuch,
  mostSize,
  planFor,
  ratesOf,
  sizesOf,
  stripPiece,
} from './videoPlan.ts';

const info: VideoInfo = {
  kind: 'movie',
  width: 1920,
  height: 1080,
  durationS: 20,
  framesPerS: 30,
  hasSound: true,
  isHdr: false,
};

it('begins with all of a short video, and with a minute of a long one', () => {
  expect(firstPlan(info)).toMatchObject({ startS: 0, endS: 20, format: 'mp4', sizePx: 1280 });
  expect(firstPlan({ ...info, durationS: 10_800 })).toMatchObject({ startS: 0, endS: 60 });
});

it('keeps an animation small and in its format', () => {
  const animation: VideoInfo = { ...info, kind: 'animation', width: 320, height: 200 };
  expect(firstPlan(animation)).toMatchObject({ format: 'gif', sizePx: 320, rate: '12' });
});

it('offers sizes up to the video’s own, and 4K of a larger one', () => {
  expect(sizesOf(info)).toEqual([480, 640, 960, 1280, 1920]);
  expect(sizesOf({ ...info, width: 7680, height: 4320 }).at(-1)).toBe(3840);
  expect(sizesOf({ ...info, width: 200, height: 100 })).toEqual([200]);
});

it('tells what becomes of a video of more than 4K', () => {
  expect(mostSize({ ...info, width: 7680, height: 4320 })).toEqual({ width: 3840, height: 2160 });
  expect(mostSize({ ...info, width: 4320, height: 7680 })).toEqual({ width: 2160, height: 3840 });
  expect(mostSize({ ...info, width: 3840, height: 2160 })).toBeUndefined();
});

it('leaves frames out where there are enough', () => {
  expect(ratesOf(info)).toEqual(['all', '15', '12', '8']);
  expect(ratesOf({ ...info, framesPerS: 10 })).toEqual(['all', '8']);
  expect(planFor('gif', info)).toEqual({ format: 'gif', sizePx: 480, rate: '12' });
  expect(planFor('gif', { ...info, framesPerS: 10 }).rate).toBe('all');
});

it('counts the frames of a part', () => {
  expect(frameCount(info, { startS: 2, endS: 4, rate: 'all' })).toBe(60);
  expect(frameCount(info, { startS: 2, endS: 4, rate: '12' })).toBe(24);
});

it('finds what has no room as a GIF', () => {
  const plan = { startS: 0, endS: 20, rate: '12', format: 'gif', sizePx: 480 } as const;
  expect(isTooMuch(info, plan)).toBe(false);
  expect(isTooMuch(info, { ...plan, endS: 120 })).toBe(true);
  expect(isTooMuch(info, { ...plan, endS: 120, format: 'mp4' })).toBe(false);
});

it('divides the timeline evenly', () => {
  expect([0, 1.6, 1.7, 20].map((timeS) => stripPiece(timeS, 20))).toEqual([0, 0, 1, 11]);
});
