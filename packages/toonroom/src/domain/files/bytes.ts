// Helpers for reading and writing files. Numbers are big-endian unless `little` says otherwise.

/** A byte, a text with one byte per character, or bytes. */
export type BytePart = number | string | ArrayLike<number>;

/** All parts, one after the other. */
export function bytesOf(...parts: readonly BytePart[]): Uint8Array<ArrayBuffer> {
  const pieces = parts.map((part) => {
    if (typeof part === 'number') return [part];
    return typeof part === 'string'
      ? Array.from(part, (character) => character.charCodeAt(0))
      : part;
  });
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

export function u16(value: number, little = false): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.of(value >> 8, value & 255);
  return little ? bytes.toReversed() : bytes;
}

export function u32(value: number, little = false): Uint8Array<ArrayBuffer> {
  const bytes = bytesOf(u16(value >>> 16), u16(value & 0xffff));
  return little ? bytes.toReversed() : bytes;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Four characters at `offset`. @throws RangeError where the bytes end. */
export function codeAt(view: DataView, offset: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(offset + index)));
}

/** Whether `bytes` begin with `text`, which has one byte per character. */
export function startsWith(bytes: Uint8Array, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (bytes[index] !== text.charCodeAt(index)) return false;
  }
  return true;
}
