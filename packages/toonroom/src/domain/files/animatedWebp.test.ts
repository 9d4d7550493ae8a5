import { expect, it } from 'vitest';
import { animatedWebp } from '../testing/animatedWebp.ts';
import { readImageHeader } from './imageHeader.ts';

const letters = (text: string): number[] =>
  Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));

/** A still with an extended header and a piece of metadata, of which neither belongs into a frame. */
const still = Uint8Array.from(
  [
    letters('RIFF'),
    [0, 0, 0, 0],
    letters('WEBP'),
    letters('VP8X'),
    [10, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 5, 0, 0],
    letters('ICCP'),
    [3, 0, 0, 0, 1, 2, 3, 0],
    letters('VP8 '),
    [4, 0, 0, 0, 9, 8, 7, 6],
  ].flat(),
);

it('is an animation of the size, its frames shown for as long as asked', () => {
  const file = animatedWebp(8, 6, [
    { still, durationS: 0.2 },
    { still, durationS: 0.065 },
  ]);
  expect(readImageHeader(file)).toMatchObject({
    format: 'webp',
    width: 8,
    height: 6,
    animated: true,
  });
  const view = new DataView(file.buffer);
  expect(view.getUint32(4, true)).toBe(file.length - 8);
  const text = String.fromCharCode(...file);
  expect(text.match(/ANMF/g)).toHaveLength(2);
  expect(text).not.toContain('ICCP');
  const first = text.indexOf('ANMF') + 8;
  const second = text.indexOf('ANMF', first) + 8;
  const duration = (at: number): number => view.getUint32(at + 12, true) & 0xff_ff_ff;
  expect([duration(first), duration(second)]).toEqual([200, 65]);
  expect(text.slice(first + 16, first + 20)).toBe('VP8 ');
});
