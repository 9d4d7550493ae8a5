/**
 * Just enough of the FlatBuffers binary format to walk a TFLite model: positions are byte offsets
 * into the file, and 0 stands for a field that is absent.
 */
export class FlatbufferReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Position of the root table. */
  root(): number {
    return this.follow(0);
  }

  /** Position of field `index` inside the table at `table`, or 0 when the table leaves it out. */
  field(table: number, index: number): number {
    const vtable = table - this.#view.getInt32(table, true);
    const entry = 4 + 2 * index;
    if (entry >= this.#view.getUint16(vtable, true)) return 0;
    const offset = this.#view.getUint16(vtable + entry, true);
    return offset === 0 ? 0 : table + offset;
  }

  /** Position that the offset stored at `position` points to. */
  follow(position: number): number {
    return position + this.#view.getUint32(position, true);
  }

  /** Position of the table, vector or string in field `index`, or 0 when it is absent. */
  child(table: number, index: number): number {
    const position = this.field(table, index);
    return position === 0 ? 0 : this.follow(position);
  }

  uint8(position: number): number {
    return this.#view.getUint8(position);
  }

  uint32(position: number): number {
    return this.#view.getUint32(position, true);
  }

  /** Positions of the tables (or strings) in a vector of offsets; empty when the vector is absent. */
  tables(vector: number): number[] {
    return this.#elements(vector, (at) => this.follow(at));
  }

  int32s(vector: number): number[] {
    return this.#elements(vector, (at) => this.#view.getInt32(at, true));
  }

  float32s(vector: number): number[] {
    return this.#elements(vector, (at) => this.#view.getFloat32(at, true));
  }

  /** The bytes of a byte vector, as a view into the file. */
  byteVector(vector: number): Uint8Array {
    return this.bytes.subarray(vector + 4, vector + 4 + this.uint32(vector));
  }

  text(string: number): string {
    return string === 0 ? '' : new TextDecoder().decode(this.byteVector(string));
  }

  #elements<T>(vector: number, read: (position: number) => T): T[] {
    if (vector === 0) return [];
    return Array.from({ length: this.uint32(vector) }, (_, i) => read(vector + 4 + 4 * i));
  }
}
