import { readFileSync, writeFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { maxDifference } from '#domain/testing/golden.ts';
import { goldenPair } from '#domain/testing/goldenPair.ts';
import { roundPoints } from '#domain/pair/pairFile.ts';
import type { Raster } from '#domain/picture/raster.ts';
import { align, isAlignment } from '../align/alignment.ts';
import { encodePng } from '../pictures/png.ts';
import type { PairFacts, PairFiles } from './pairs.ts';
import { openArchive } from './readArchive.ts';
import { writeArchive } from './writeArchive.ts';

/** Read by training/tests/test_pairs.py, too. `UPDATE_PAIRS=1 npx vitest run src/studio` writes it anew. */
const goldenPath = 'training/tests/fixtures/pairs.zip';

const { photo, cartoon } = goldenPair;
const points = { photo: roundPoints(photo.points), cartoon: roundPoints(cartoon.points) };

/** What the studio keeps of the golden pair. */
async function keptPair(): Promise<{ facts: PairFacts; files: PairFiles }> {
  const outcome = align(cartoon.raster, points, photo.raster, photo.raster);
  if (!isAlignment(outcome)) throw new Error('points coincide');
  const sizeOf = ({ width, height }: Raster) => ({ width, height });
  const facts: PairFacts = {
    id: 'golden',
    name: 'waves',
    verdict: 'accepted',
    comment: 'lies well — 很好',
    savedAt: 0,
    photo: { ...sizeOf(photo.raster), points: points.photo },
    cartoon: { ...sizeOf(cartoon.raster), points: points.cartoon },
    isAligned: true,
    thumbnail: null,
  };
  const files = {
    photo: await encodePng(photo.raster),
    cartoon: await encodePng(cartoon.raster),
    aligned: await encodePng(outcome.aligned),
  };
  return { facts, files };
}

async function archiveOf(pairs: readonly { facts: PairFacts; files: PairFiles }[]): Promise<Blob> {
  const stream = writeArchive(
    pairs.map(({ facts }) => facts),
    {
      readFiles: (id) => Promise.resolve(pairs.find(({ facts }) => facts.id === id)?.files ?? null),
      signal: new AbortController().signal,
      onPair: () => undefined,
    },
  );
  return await new Response(stream).blob();
}

/** The pixels of a PNG of ours: one block of data, each row as differences from the one above. */
async function pixelsOf(png: Blob): Promise<Uint8Array> {
  const bytes = Buffer.from(await png.arrayBuffer());
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const dataAt = bytes.indexOf('IDAT') + 4;
  const rows = inflateSync(bytes.subarray(dataAt, dataAt + bytes.readUInt32BE(dataAt - 8)));
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < pixels.length; at++) {
    const row = Math.floor(at / (width * 4));
    pixels[at] = rows[at + row + 1]! + (row > 0 ? pixels[at - width * 4]! : 0);
  }
  return pixels;
}

describe('an exported pair', () => {
  test('is the one that the training code reads, with the same pixels', async () => {
    const archive = await archiveOf([await keptPair()]);
    if (process.env['UPDATE_PAIRS']) {
      writeFileSync(goldenPath, Buffer.from(await archive.arrayBuffer()));
    }
    const stored = await openArchive(new Blob([readFileSync(goldenPath)]));
    const made = await openArchive(archive);
    expect(made.records).toEqual(stored.records);
    const [ours, golden] = [
      await made.filesOf(made.records[0]!),
      await stored.filesOf(stored.records[0]!),
    ];
    for (const name of ['photo', 'cartoon', 'aligned'] as const) {
      expect(await pixelsOf(ours[name]!)).toEqual(await pixelsOf(golden[name]!));
    }
    const aligned = await pixelsOf(ours.aligned!);
    expect(maxDifference(aligned, goldenPair.aligned.data)).toBeLessThanOrEqual(1);
  });

  test('comes back as it was', async () => {
    const { facts, files } = await keptPair();
    const rejected = { ...facts, id: 'b', verdict: 'rejected' as const, isAligned: false };
    const archive = await openArchive(
      await archiveOf([
        { facts, files },
        { facts: rejected, files: { ...files, aligned: null } },
      ]),
    );
    expect(archive.records.map(({ id, aligned }) => [id, aligned])).toEqual([
      ['golden', '0001/aligned.png'],
      ['b', null],
    ]);
    expect(archive.records[0]).toMatchObject({ name: 'waves', comment: facts.comment });
    expect(archive.records[0]!.cartoon.points).toEqual(points.cartoon);
    const back = await archive.filesOf(archive.records[1]!);
    expect(back.aligned).toBeNull();
    expect(await pixelsOf(back.cartoon)).toEqual(await pixelsOf(files.cartoon));
  });
});

describe('a damaged archive', () => {
  const whole = async (): Promise<Uint8Array> =>
    new Uint8Array(await (await archiveOf([await keptPair()])).arrayBuffer());

  test.each([
    ['something else', async () => Uint8Array.of(1, 2, 3), 'notZip'],
    ['one that is cut short', async () => (await whole()).slice(0, -30), 'notZip'],
    ['one of something else', async () => await otherArchive(), 'notPairs'],
  ])('%s is refused', async (_, bytes, fault) => {
    const file = new Blob([Uint8Array.from(await bytes())]);
    await expect(openArchive(file)).rejects.toMatchObject({ fault });
  });

  test('tells which picture is damaged, and gives the others', async () => {
    const bytes = Buffer.from(await whole());
    // The manifest has its name first.
    const named = bytes.indexOf('0001/cartoon.png');
    bytes[bytes.indexOf('IDAT', bytes.indexOf('0001/cartoon.png', named + 1)) + 40]! ^= 255;
    const archive = await openArchive(new Blob([Uint8Array.from(bytes)]));
    await expect(archive.filesOf(archive.records[0]!)).rejects.toMatchObject({
      fault: 'damaged',
      what: '0001/cartoon.png',
    });
  });

  async function otherArchive(): Promise<Uint8Array> {
    const bytes = Buffer.from(await whole());
    // Both where the file begins and where it is listed.
    for (let at = bytes.indexOf('pairs.json'); at >= 0; at = bytes.indexOf('pairs.json')) {
      bytes.write('other.json', at);
    }
    return bytes;
  }
});

test('the writing stops when it is aborted', async () => {
  const { facts, files } = await keptPair();
  const ending = new AbortController();
  const pairs = Array.from({ length: 5 }, (_, index) => ({ ...facts, id: String(index) }));
  const asked: string[] = [];
  const stream = writeArchive(pairs, {
    readFiles: (id) => {
      asked.push(id);
      return Promise.resolve(files);
    },
    signal: ending.signal,
    onPair: (done) => {
      if (done === 2) ending.abort();
    },
  });
  await expect(new Response(stream).blob()).rejects.toThrow('aborted');
  expect(asked).toEqual(['0', '1']);
});
