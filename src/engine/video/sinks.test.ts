import { expect, test } from 'vitest';
import { openSink } from './sinks.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

test('pieces lie where they are written, earlier bytes may be written again', async () => {
  const sink = await openSink(undefined);
  const writer = sink.writable.getWriter();
  await writer.write({ data: bytes(1, 2, 3, 4), position: 0 });
  await writer.write({ data: bytes(5, 6), position: 4 });
  await writer.write({ data: bytes(9, 8), position: 1 });
  // A gap is filled with zeros.
  await writer.write({ data: bytes(7), position: 8 });
  await writer.close();
  const file = await sink.finish('video/mp4');
  expect(file.type).toBe('video/mp4');
  expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([1, 9, 8, 4, 5, 6, 0, 0, 7]);
});

test('what is put away holds nothing', async () => {
  const sink = await openSink(undefined);
  const writer = sink.writable.getWriter();
  await writer.write({ data: bytes(1, 2), position: 0 });
  await sink.abort();
  expect((await sink.finish('video/mp4')).size).toBe(0);
});
