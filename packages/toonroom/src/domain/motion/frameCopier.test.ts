import { expect, test } from 'vitest';
import type { Raster } from '../picture/raster.ts';
import { type DecodedFrame, FrameCopier } from './frameCopier.ts';

type Rows = Parameters<DecodedFrame['copyTo']>[1];

/** A frame whose rows each have their number as their grey; it copies as RGBA, or as planes of its own. */
function frameOf(width: number, height: number, bytesPerPx = 4): DecodedFrame & { asked: number } {
  return {
    asked: 0,
    visibleRect: { x: 8, y: 16, width, height },
    allocationSize({ rect }: Rows) {
      this.asked += 1;
      return bytesPerPx * rect.width * rect.height;
    },
    copyTo(destination, { rect }) {
      for (let row = 0; row < rect.height; row++) {
        const start = 4 * row * rect.width;
        destination.fill((rect.y - 16 + row) % 251, start, start + 4 * rect.width);
      }
      return Promise.resolve();
    },
  };
}

function failingWith(error: Error): DecodedFrame {
  const copyTo = async (): Promise<never> => {
    throw error;
  };
  return { ...frameOf(2, 2), copyTo };
}

test('a frame comes in rows from top to bottom', async () => {
  const copier = new FrameCopier();
  const greys: number[] = [];
  const write = ({ width, height, data }: Raster, top: number): void => {
    expect([width, data.length]).toEqual([3, 4 * 3 * height]);
    for (let row = 0; row < height; row++) greys[top + row] = data[4 * row * width]!;
  };
  expect(await copier.copy(frameOf(3, 600), write)).toBe(true);
  expect(greys).toEqual(Array.from({ length: 600 }, (_, row) => row % 251));
});

test('all frames share one memory, a piece of the largest', async () => {
  const copier = new FrameCopier();
  const buffers = new Set<ArrayBuffer>();
  const write = ({ data }: Raster): unknown => buffers.add(data.buffer);
  for (const height of [1000, 999, 4, 700]) await copier.copy(frameOf(5, height), write);
  expect(buffers.size).toBe(1);
  expect([...buffers][0]!.byteLength).toBeLessThan(4 * 5 * 300);
});

test('where planes would come instead of RGBA nothing is copied, and nothing is asked again', async () => {
  const copier = new FrameCopier();
  const write = (): never => expect.unreachable();
  expect(await copier.copy(frameOf(4, 2, 1.5), write)).toBe(false);
  const next = frameOf(4, 2);
  expect(await copier.copy(next, write)).toBe(false);
  expect(next.asked).toBe(0);
});

test.each([new TypeError('no'), new DOMException('no', 'NotSupportedError')])(
  'a browser that refuses to copy is asked no more: %s',
  async (error) => {
    const copier = new FrameCopier();
    const write = (): never => expect.unreachable();
    const refusing = failingWith(error);
    expect(await copier.copy(refusing, write)).toBe(false);
    expect(await copier.copy(frameOf(2, 2), write)).toBe(false);
  },
);

test.each([new RangeError('no memory'), new DOMException('closed', 'InvalidStateError')])(
  'a frame that cannot be copied leaves the next ones alone: %s',
  async (error) => {
    const copier = new FrameCopier();
    const failing = failingWith(error);
    expect(await copier.copy(failing, () => expect.unreachable())).toBe(false);
    expect(await copier.copy(frameOf(2, 2), () => undefined)).toBe(true);
  },
);
