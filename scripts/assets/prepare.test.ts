import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareAsset, sha256 } from './prepare.ts';
import type { Asset, Source } from './mediapipe.ts';
import { storedZip } from './storedZip.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('prepareAsset', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'assets-'));
    await writeFile(join(directory, 'model.bin'), '..abc..');
  });
  afterEach(() => rm(directory, { recursive: true }));

  const source: Source = { path: 'model.bin', range: [2, 5], sha256: sha256(bytes('abc')) };
  const assetFrom = (from: Source, result = 'abc!'): Asset => ({
    path: 'made/out.bin',
    sha256: sha256(bytes(result)),
    make: async (read) => bytes(`${new TextDecoder().decode(await read(from))}!`),
  });

  it('writes the file, leaves it alone next time, and repairs it when it was changed', async () => {
    const asset = assetFrom(source);
    const target = join(directory, asset.path);
    expect(await prepareAsset(asset, directory, directory)).toBe('written');
    const { mtimeMs } = await stat(target);
    expect(await prepareAsset(asset, directory, directory)).toBe('up to date');
    expect((await stat(target)).mtimeMs).toBe(mtimeMs);
    await writeFile(target, 'damaged');
    expect(await prepareAsset(asset, directory, directory)).toBe('written');
    expect(await readFile(target, 'utf8')).toBe('abc!');
  });

  it('stops with the name of a source that has another hash', async () => {
    const asset = assetFrom({ ...source, range: [1, 4] });
    await expect(prepareAsset(asset, directory, directory)).rejects.toThrow(
      /The file model\.bin \(bytes 1 to 4\) is not the one.*SHA-256/,
    );
  });

  it('stops when the result has another hash, and writes nothing', async () => {
    const asset = assetFrom(source, 'something else');
    await expect(prepareAsset(asset, directory, directory)).rejects.toThrow('made/out.bin');
    await expect(stat(join(directory, asset.path))).rejects.toThrow('ENOENT');
  });

  it('says what to do when a package is missing', async () => {
    const asset = assetFrom({ ...source, path: 'missing.bin' });
    await expect(prepareAsset(asset, directory, directory)).rejects.toThrow('npm ci');
  });
});

describe('storedZip', () => {
  const zip = storedZip([
    { name: 'a.txt', bytes: bytes('first') },
    { name: 'b.txt', bytes: bytes('second file') },
  ]);
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  const end = zip.length - 22;

  it('lists every entry in the directory, with its checksum and place', () => {
    expect(view.getUint32(end, true)).toBe(0x06054b50);
    expect(view.getUint16(end + 10, true)).toBe(2);
    let record = view.getUint32(end + 16, true);
    for (const [name, content] of [
      ['a.txt', 'first'],
      ['b.txt', 'second file'],
    ] as const) {
      expect(view.getUint32(record, true)).toBe(0x02014b50);
      expect(view.getUint32(record + 16, true)).toBe(crc32(bytes(content)));
      const local = view.getUint32(record + 42, true);
      expect(view.getUint32(local, true)).toBe(0x04034b50);
      const start = local + 30 + view.getUint16(local + 26, true);
      const stored = zip.subarray(start, start + view.getUint32(local + 22, true));
      expect(new TextDecoder().decode(stored)).toBe(content);
      record += 46 + name.length;
    }
    expect(record).toBe(end);
  });

  it('gives the same bytes whenever it is made', () => {
    const again = storedZip([
      { name: 'a.txt', bytes: bytes('first') },
      { name: 'b.txt', bytes: bytes('second file') },
    ]);
    expect(again).toEqual(zip);
  });
});
