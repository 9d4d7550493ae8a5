import { EngineError } from '#domain/job/errors.ts';

/** A piece of a file and where it lies in it, bytes. */
export interface FilePiece {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly position: number;
}

/** Where a file is written to, piece by piece; earlier bytes may be written again. */
export interface FileSink {
  readonly writable: WritableStream<FilePiece>;
  /** Whether the disk has no room for more; what is kept free suffices to finish the file. */
  readonly isFull: boolean;
  finish(type: string): Promise<Blob>;
  abort(): Promise<void>;
}

/** A sink into a file of the origin's private storage, or into memory, which the browser moves to disk as it likes. */
export async function openSink(file: FileSystemFileHandle | undefined): Promise<FileSink> {
  return file ? await fileSink(file) : blobSink();
}

/** A finished file, in `file` where there is one and the disk has room for it, else in memory. */
export async function written(
  data: Uint8Array<ArrayBuffer>,
  type: string,
  file: FileSystemFileHandle | undefined,
): Promise<Blob> {
  try {
    if (file) return await writtenTo(file, data, type);
  } catch {
    // It is whole in memory, where it can stay.
  }
  return new Blob([data], { type });
}

async function writtenTo(
  file: FileSystemFileHandle,
  data: Uint8Array<ArrayBuffer>,
  type: string,
): Promise<Blob> {
  const sink = await fileSink(file);
  try {
    const writer = sink.writable.getWriter();
    await writer.write({ data, position: 0 });
    await writer.close();
    return await sink.finish(type);
  } catch (error) {
    await sink.abort();
    throw error;
  }
}

function blobSink(): FileSink {
  let pieces: Blob[] = [];
  let length = 0;
  const writable = new WritableStream<FilePiece>({
    write({ data, position }) {
      const end = position + data.length;
      if (position < length) {
        const whole = new Blob(pieces);
        pieces = [whole.slice(0, position), new Blob([data]), whole.slice(end)];
      } else {
        if (position > length) pieces.push(new Blob([new Uint8Array(position - length)]));
        pieces.push(new Blob([data]));
      }
      length = Math.max(length, end);
    },
  });
  return {
    writable,
    isFull: false,
    finish: async (type) => new Blob(pieces, { type }),
    abort: async () => {
      pieces = [];
    },
  };
}

/** So many bytes are always kept allocated ahead: enough for what waits to be written and for the file's index. */
const reserveBytes = 1 << 25;

async function fileSink(file: FileSystemFileHandle): Promise<FileSink> {
  const access = await file.createSyncAccessHandle();
  let allocated = 0;
  let length = 0;
  let isFull = false;

  /** Keeps the reserve; once that fails, the disk is full and the reserve is used up. */
  function reserve(end: number): void {
    while (!isFull && allocated < end + reserveBytes) {
      try {
        writeAll(access, new Uint8Array(reserveBytes), allocated);
        allocated += reserveBytes;
      } catch (error) {
        if (allocated === 0) throw error;
        isFull = true;
      }
    }
  }

  try {
    access.truncate(0);
    reserve(0);
  } catch (error) {
    access.close();
    throw diskError(error);
  }
  const writable = new WritableStream<FilePiece>({
    write({ data, position }) {
      const end = position + data.length;
      reserve(end);
      try {
        writeAll(access, data, position);
      } catch (error) {
        throw diskError(error);
      }
      length = Math.max(length, end);
    },
  });
  return {
    writable,
    get isFull() {
      return isFull;
    },
    async finish() {
      access.truncate(length);
      access.flush();
      access.close();
      return await file.getFile();
    },
    async abort() {
      access.truncate(0);
      access.close();
    },
  };
}

function writeAll(
  access: FileSystemSyncAccessHandle,
  data: Uint8Array<ArrayBuffer>,
  at: number,
): void {
  const written = access.write(data, { at });
  if (written !== data.length) throw new Error(`${written} of ${data.length} bytes were written`);
}

function diskError(cause: unknown): EngineError {
  return new EngineError('DISK_FULL', 'encode', String(cause), { cause });
}
