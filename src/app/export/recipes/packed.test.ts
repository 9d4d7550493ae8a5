import { expect, test } from 'vitest';
import { packText, unpackText } from './packed.ts';

test.each(['', 'a', '{"strokes":[]}', '裁剪 ✂️ قص', 'x'.repeat(10_000)])(
  'gives %# back as it was',
  async (text) => {
    const packed = await packText(text);
    expect(packed).toMatch(/^[\w-]*$/);
    expect(await unpackText(packed)).toBe(text);
  },
);

test('is much shorter than a long text that repeats itself', async () => {
  expect((await packText('0.1234,'.repeat(500))).length).toBeLessThan(100);
});

test.each(['%%%', 'AAAA', 'not base64 at all!', '-'])('takes %j for nothing', async (letters) => {
  expect(await unpackText(letters)).toBeUndefined();
});

test('refuses what would fill the memory', async () => {
  expect(await unpackText(await packText('0'.repeat(5_000_000)))).toBeUndefined();
});
