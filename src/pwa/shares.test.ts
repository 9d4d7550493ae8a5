import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createShares, postedFiles } from './shares.ts';
import { sharedField, sharedHash, sharedIdIn } from './shareTarget.ts';

const photo = new File(['photo'], 'a.jpg', { type: 'image/jpeg' });
const other = new File(['other'], 'b.heic', { type: 'image/heic' });

describe('what was shared', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is handed over once, each share by itself', async () => {
    const shares = createShares(1000);
    const first = shares.hold([photo]);
    const second = shares.hold([other]);
    expect(shares.take(first.id)).toEqual([photo]);
    await first.ended;
    expect(shares.take(first.id)).toEqual([]);
    expect(shares.take(second.id)).toEqual([other]);
    expect(shares.take('unknown')).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is given up when nobody takes it', async () => {
    const shares = createShares(1000);
    const { id, ended } = shares.hold([photo]);
    vi.advanceTimersByTime(1000);
    await ended;
    expect(shares.take(id)).toEqual([]);
  });
});

describe('a posted form', () => {
  const post = (body: BodyInit): Request =>
    new Request('https://example.test/share-target', { method: 'POST', body });

  it('gives its files, in order', async () => {
    const form = new FormData();
    form.append(sharedField, photo);
    form.append(sharedField, other);
    form.append('title', 'A title');
    const files = await postedFiles(post(form));
    expect(files.map(({ name, type, size }) => [name, type, size])).toEqual([
      ['a.jpg', 'image/jpeg', 5],
      ['b.heic', 'image/heic', 5],
    ]);
  });

  it('gives none where there are none', async () => {
    const empty = new FormData();
    empty.append(sharedField, new File([], ''));
    empty.append(sharedField, 'only words');
    expect(await postedFiles(post(empty))).toEqual([]);
    expect(await postedFiles(post('no form at all'))).toEqual([]);
  });
});

it('is named by the part of an address that no host hears of', () => {
  expect(sharedIdIn(sharedHash('0b5d-1'))).toBe('0b5d-1');
  for (const hash of ['', '#', '#shared=', '#style=anime', '#shared=a&style=anime']) {
    expect(sharedIdIn(hash)).toBeUndefined();
  }
});
