import { describe, expect, it } from 'vitest';
import { FlatbufferReader } from './flatbufferReader.ts';
import {
  byteVector,
  existing,
  float32Vector,
  int32,
  int32Vector,
  offsets,
  table,
  text,
  uint8,
  writeInFront,
} from './flatbufferWriter.ts';

describe('writeInFront', () => {
  it('writes what the reader reads back', () => {
    const file = writeInFront(
      table({
        0: uint8(200),
        2: int32(-7),
        3: text('héllo'),
        4: int32Vector([1, -2, 3]),
        5: float32Vector([127.5]),
        6: offsets([table({ 0: text('first') }), table({ 0: text('second') })]),
      }),
      'TEST',
    );
    const reader = new FlatbufferReader(file);
    const root = reader.root();
    expect(new TextDecoder().decode(file.subarray(4, 8))).toBe('TEST');
    expect(reader.uint8(reader.field(root, 0))).toBe(200);
    expect(reader.field(root, 1)).toBe(0);
    expect(reader.uint32(reader.field(root, 2)) | 0).toBe(-7);
    expect(reader.text(reader.child(root, 3))).toBe('héllo');
    expect(reader.int32s(reader.child(root, 4))).toEqual([1, -2, 3]);
    expect(reader.float32s(reader.child(root, 5))).toEqual([127.5]);
    const names = reader
      .tables(reader.child(root, 6))
      .map((at) => reader.text(reader.child(at, 0)));
    expect(names).toEqual(['first', 'second']);
    expect(reader.field(root, 99)).toBe(0);
  });

  it('starts byte vectors at multiples of 16', () => {
    const file = writeInFront(table({ 0: text('x'), 1: byteVector(Uint8Array.of(1, 2)) }), 'TEST');
    const reader = new FlatbufferReader(file);
    const vector = reader.child(reader.root(), 1);
    expect((vector + 4) % 16).toBe(0);
    expect([...reader.byteVector(vector)]).toEqual([1, 2]);
  });

  it('keeps the old file whole, aligned and reachable', () => {
    const old = writeInFront(table({ 0: text('kept') }), 'OLD1');
    const oldRoot = new FlatbufferReader(old).root();
    const file = writeInFront(table({ 0: existing(oldRoot), 1: text('new') }), 'NEW1', old);
    const start = file.length - old.length;
    expect(start % 64).toBe(0);
    expect(file.subarray(start)).toEqual(old);
    const reader = new FlatbufferReader(file);
    expect(reader.text(reader.child(reader.child(reader.root(), 0), 0))).toBe('kept');
  });

  it('refuses a node with two parents, whose offset could point backwards', () => {
    const shared = text('shared');
    expect(() => writeInFront(table({ 0: shared, 1: shared }), 'TEST')).toThrow('one parent');
  });
});
