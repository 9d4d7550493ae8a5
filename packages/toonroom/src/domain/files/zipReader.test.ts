import { deflateRawSync, crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { bytesOf, u16, u32 } from './bytes.ts';
import { dataStart, readZip, type ReadBytes } from './zipReader.ts';

const little16 = (value: number): Uint8Array => u16(value, true);
const little32 = (value: number): Uint8Array => u32(value, true);
const little64 = (value: number): Uint8Array => bytesOf(little32(value), little32(0));
const far = little32(0xffffffff);

const readerOf =
  (file: Uint8Array): ReadBytes =>
  (start, length) =>
    Promise.resolve(file.subarray(start, start + length));

/** An archive of one file, whose numbers stand in the fields for 64 bits where `isWide`. */
function archive(name: string, data: Uint8Array, { isWide = false, isDeflated = false } = {}) {
  const packed = isDeflated ? deflateRawSync(data) : data;
  const [packedSize, size, at] = [packed.length, data.length, 0];
  const sizes = isWide ? bytesOf(far, far) : bytesOf(little32(packedSize), little32(size));
  const local = bytesOf(
    bytesOf('PK\x03\x04', little16(45), little16(0), little16(isDeflated ? 8 : 0), little32(0)),
    bytesOf(little32(crc32(data)), sizes, little16(name.length), little16(0), name, packed),
  );
  const extra = isWide
    ? bytesOf(little16(1), little16(24), little64(size), little64(packedSize), little64(at))
    : bytesOf();
  const entry = bytesOf(
    bytesOf('PK\x01\x02', little16(45), little16(45), little16(0), little16(isDeflated ? 8 : 0)),
    bytesOf(little32(0), little32(crc32(data)), sizes, little16(name.length)),
    bytesOf(little16(extra.length), little16(0), little16(0), little16(0), little32(0)),
    bytesOf(isWide ? far : little32(at), name, extra),
  );
  const end64 = bytesOf(
    bytesOf('PK\x06\x06', little64(44), little16(45), little16(45), little32(0), little32(0)),
    bytesOf(little64(1), little64(1), little64(entry.length), little64(local.length)),
  );
  const locator = bytesOf('PK\x06\x07', little32(0), little64(local.length + entry.length));
  const end = bytesOf(
    bytesOf('PK\x05\x06', little32(0), little16(1), little16(1)),
    isWide ? bytesOf(far, far) : bytesOf(little32(entry.length), little32(local.length)),
    little16(0),
  );
  const wideEnd = isWide ? bytesOf(end64, locator, little32(1)) : bytesOf();
  return bytesOf(local, entry, wideEnd, end);
}

const data = bytesOf('one two one two one two');

test.each([{}, { isDeflated: true }, { isWide: true }])('a file is found (%o)', async (how) => {
  const file = archive('a/b.txt', data, how);
  const read = readerOf(file);
  const [entry, ...others] = await readZip(file.length, read);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ name: 'a/b.txt', sizeBytes: data.length, crc: crc32(data) });
  const start = await dataStart(entry!, read);
  const packed = file.subarray(start, start + entry!.packedBytes);
  expect(packed).toEqual(how.isDeflated ? bytesOf(deflateRawSync(data)) : data);
});

test.each([
  ['is something else', bytesOf('not a ZIP at all, but long enough to be one')],
  ['is empty', bytesOf()],
  ['is cut short', archive('a.txt', data).slice(0, -4)],
  ['has a broken list', archive('a.txt', data).fill(0, 30 + 5 + data.length, 70 + data.length)],
])('an archive that %s is refused', async (_, file) => {
  await expect(readZip(file.length, readerOf(file))).rejects.toThrow(RangeError);
});

test('a file whose header is broken is refused', async () => {
  const file = archive('a.txt', data).fill(0, 0, 4);
  const [entry] = await readZip(file.length, readerOf(file));
  await expect(dataStart(entry!, readerOf(file))).rejects.toThrow(RangeError);
});
