import { describe, expect, test } from 'vitest';
import { createRaster } from '../picture/raster.ts';
import { shippedManifest } from '../testing/shipped.ts';
import { readColours } from './colourScript.ts';
import { flatNumbers, thousandths } from './numbers.ts';
import { type StyleReading, styleOfReading, trustedGroups } from './reading.ts';
import { readingGroups } from '../model/readingGroups.ts';
import { readingWords } from './readingWords.ts';
import { parseStyleCode, plainCode } from './styleCode.ts';

const manifest = shippedManifest();
const bounds = manifest.model.numbers;
const { reads } = manifest.model.styleEncoder;
const usual = { low: [2, 2], mid: [5, 8], high: [2, 5] } as const;

/** What would be read from a drawing in a style, if nothing were misread. */
function readingOf(styleId: string, deviation = 0.02): StyleReading {
  const style = manifest.styles.find(({ id }) => id === styleId)!;
  const flat = flatNumbers(style, manifest.model.tensors.style);
  const numbers = reads.map(({ name, group }) => {
    return { name, group, share: thousandths(name, flat[name]!, bounds) / 1000, deviation };
  });
  return { kind: 'drawing', numbers, colours: usual, swatches: ['#112233', '#445566'] };
}

const all = new Set(readingGroups);
const current = plainCode('anime');

describe('a style that was read', () => {
  test.each(manifest.styles.map(({ id }) => id))('%s is found again', (id) => {
    const code = parseStyleCode(styleOfReading(manifest, readingOf(id), all, current));
    expect(code?.parts).toEqual([{ id, share: 100 }]);
  });

  test('has the numbers of the chosen groups alone', () => {
    const code = parseStyleCode(
      styleOfReading(manifest, readingOf('comic'), new Set(['line']), current),
    );
    const names = Object.keys(code?.numbers ?? {});
    expect(names.length).toBeGreaterThan(3);
    expect(names.every((name) => /^(?:line|face|strokes)\./.test(name))).toBe(true);
    expect(code?.backdrop).toBeUndefined();
  });

  test('keeps the base’s numbers where the reading is unsure', () => {
    const reading = readingOf('comic');
    const numbers = reading.numbers.map((read) =>
      read.name === 'line.outline_px' ? { ...read, share: 0, deviation: 0.4 } : read,
    );
    const code = parseStyleCode(styleOfReading(manifest, { ...reading, numbers }, all, current));
    const own = readingOf('comic').numbers.find(({ name }) => name === 'line.outline_px')!;
    expect(code?.numbers['line.outline_px']).toBe(Math.round(own.share * 1000));
  });

  test('takes the picture’s colours over, within bounds', () => {
    const colours = { low: [-90, 60], mid: null, high: [2, 15] } as const;
    const code = parseStyleCode(
      styleOfReading(manifest, { ...readingOf('3d'), colours }, all, current),
    );
    const { numbers = {}, backdrop } = code ?? {};
    expect(numbers['grade.low_a']).toBe(thousandths('grade.low_a', -24, bounds));
    expect(numbers['grade.high_b']).toBe(thousandths('grade.high_b', 9, bounds));
    expect(numbers).not.toHaveProperty(['grade.mid_a']);
    expect(backdrop).toEqual(['#112233', '#445566']);
  });
});

test('a photo changes the colours of the style at hand and nothing else', () => {
  const photo = {
    ...readingOf('comic'),
    kind: 'photo',
    colours: { ...usual, mid: [20, 8] },
  } as const;
  const groups = new Set(trustedGroups('photo'));
  const code = parseStyleCode(styleOfReading(manifest, photo, groups, current));
  expect(code?.parts).toEqual(current.parts);
  const names = Object.keys(code?.numbers ?? {});
  expect(names.every((name) => /^grade\.|chroma|gamma|warmth|fade|soft$/.test(name))).toBe(true);
});

test('photos lend their colours only, pictures without a face neither hair nor eyes', () => {
  expect(trustedGroups('photo')).toEqual(['palette']);
  expect(trustedGroups('noFace')).not.toContain('eyes');
  expect(trustedGroups('drawing')).toEqual(readingGroups);
});

test('what was read has words', () => {
  expect(readingWords(readingOf('comic'), bounds)).toMatchObject({ line: 'heavy', finish: 'dots' });
  expect(readingWords(readingOf('sketch'), bounds)).toMatchObject({
    palette: 'grey',
    finish: 'pencil',
  });
  expect(readingWords(readingOf('3d'), bounds)).toMatchObject({ tones: 'smooth', line: 'none' });
});

describe('colours of a picture', () => {
  /** Its left half dark blue, its right half light yellow. */
  const halves = createRaster(20, 10);
  for (let i = 0; i < 200; i++) {
    halves.data.set(i % 20 < 10 ? [20, 30, 90, 255] : [250, 230, 150, 255], i * 4);
  }

  test('are told by lightness', () => {
    const { colours, main } = readColours(halves, 5);
    expect(colours.low![1]).toBeLessThan(-20);
    expect(colours.high![1]).toBeGreaterThan(30);
    expect(colours.mid).toBeNull();
    expect(main).toHaveLength(2);
  });

  test('leave out what does not count', () => {
    const { colours, main } = readColours(halves, 5, (x) => x < 10);
    expect(colours.low).toBeNull();
    expect(main).toHaveLength(1);
  });

  test('of a transparent picture are none', () => {
    expect(readColours(createRaster(4, 4), 5)).toEqual({
      colours: { low: null, mid: null, high: null },
      main: [],
    });
  });
});
