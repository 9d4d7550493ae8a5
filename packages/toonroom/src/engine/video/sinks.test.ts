import { expect, test } from 'vitest';
import { openSink, written } from './sinks.ts';

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

/** A file of the private storage on a disk with so much room, bytes. */
class SmallDisk {
  held = new Uint8Array(0);
  isOpen = false;
  readonly #roomBytes: number;

  constructor(roomBytes: number) {
    this.#roomBytes = roomBytes;
  }

  get handle(): FileSystemFileHandle {
    const createSyncAccessHandle = async (): Promise<unknown> => {
      this.isOpen = true;
      return {
        write: (data: Uint8Array, { at }: { at: number }) => this.#write(data, at),
        truncate: (size: number) => {
          this.held = this.held.slice(0, size);
        },
        flush: () => undefined,
        close: () => {
          this.isOpen = false;
        },
      };
    };
    const getFile = async (): Promise<Blob> => new Blob([this.held]);
    return { createSyncAccessHandle, getFile } as unknown as FileSystemFileHandle;
  }

  #write(data: Uint8Array, at: number): number {
    if (at + data.length > this.#roomBytes) throw new DOMException('full', 'QuotaExceededError');
    if (this.held.length < at + data.length) {
      const longer = new Uint8Array(at + data.length);
      longer.set(this.held);
      this.held = longer;
    }
    this.held.set(data, at);
    return data.length;
  }
}

const megabyte = 1 << 20;

test('a full disk is told while there is room to finish the file', async () => {
  const disk = new SmallDisk(40 * megabyte);
  const sink = await openSink(disk.handle);
  const writer = sink.writable.getWriter();
  expect(sink.isFull).toBe(false);
  let end = 0;
  while (!sink.isFull) {
    await writer.write({ data: new Uint8Array(megabyte).fill(7), position: end });
    end += megabyte;
  }
  expect(end).toBeLessThan(10 * megabyte);
  // What waited, and the index, still fit.
  await writer.write({ data: new Uint8Array(20 * megabyte).fill(8), position: end });
  await writer.write({ data: bytes(1, 2), position: 0 });
  await writer.close();
  const file = await sink.finish('video/mp4');
  expect(file.size).toBe(end + 20 * megabyte);
  expect([...new Uint8Array(await file.slice(0, 3).arrayBuffer())]).toEqual([1, 2, 7]);
  expect(disk.isOpen).toBe(false);
});

test('a disk that is full from the start is an error, and nothing stays open', async () => {
  const disk = new SmallDisk(megabyte);
  await expect(openSink(disk.handle)).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(disk.isOpen).toBe(false);
});

test('a file that is made in memory stays there where the disk is full', async () => {
  const [small, large] = [new SmallDisk(megabyte), new SmallDisk(64 * megabyte)];
  for (const disk of [small, large]) {
    const file = await written(bytes(3, 4, 5), 'image/gif', disk.handle);
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([3, 4, 5]);
    expect(disk.isOpen).toBe(false);
  }
  expect([small.held.length, large.held.length]).toEqual([0, 3]);
});
