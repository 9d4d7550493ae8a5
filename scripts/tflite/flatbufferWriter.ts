/**
 * Writes new FlatBuffers tables *in front of* an existing file. Offsets in the format only ever
 * point forward, so a new root may refer to any table of the old file, and not one old byte has
 * to move relative to its neighbours: weights stay aligned and nothing is re-encoded.
 */

interface TableNode {
  readonly kind: 'table';
  readonly fields: ReadonlyMap<number, Field>;
}
interface OffsetsNode {
  readonly kind: 'offsets';
  readonly items: readonly Reference[];
}
interface BytesNode {
  readonly kind: 'bytes';
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly alignment: number;
}
type Node = TableNode | OffsetsNode | BytesNode;

/** A table, vector or string of the existing file, by its position there. */
interface ExistingNode {
  readonly kind: 'existing';
  readonly position: number;
}
interface Scalar<Kind extends 'uint8' | 'int32'> {
  readonly kind: Kind;
  readonly value: number;
}

export type Reference = Node | ExistingNode;
export type Field = Reference | Scalar<'uint8'> | Scalar<'int32'>;

export const uint8 = (value: number): Scalar<'uint8'> => ({ kind: 'uint8', value });
export const int32 = (value: number): Scalar<'int32'> => ({ kind: 'int32', value });
export const existing = (position: number): ExistingNode => ({ kind: 'existing', position });

/** A table whose keys are the schema's field numbers. */
export function table(fields: Readonly<Record<number, Field>>): TableNode {
  return {
    kind: 'table',
    fields: new Map(Object.entries(fields).map(([index, field]) => [Number(index), field])),
  };
}

export const offsets = (items: readonly Reference[]): OffsetsNode => ({ kind: 'offsets', items });

/** A byte vector whose first byte lies at a multiple of 16, as TFLite wants its buffers. */
export const byteVector = (bytes: Uint8Array): BytesNode => ({
  kind: 'bytes',
  bytes,
  count: bytes.length,
  alignment: 16,
});

export const int32Vector = (values: readonly number[]): BytesNode =>
  scalarVector(values, (view, at, value) => view.setInt32(at, value, true));

export const float32Vector = (values: readonly number[]): BytesNode =>
  scalarVector(values, (view, at, value) => view.setFloat32(at, value, true));

export function text(value: string): BytesNode {
  const encoded = new TextEncoder().encode(value);
  const terminated = new Uint8Array(encoded.length + 1);
  terminated.set(encoded);
  return { kind: 'bytes', bytes: terminated, count: encoded.length, alignment: 4 };
}

function scalarVector(
  values: readonly number[],
  write: (view: DataView, at: number, value: number) => void,
): BytesNode {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => write(view, 4 * i, value));
  return { kind: 'bytes', bytes: new Uint8Array(view.buffer), count: values.length, alignment: 4 };
}

interface Placed {
  readonly node: Node;
  /** Where offsets to the node point. */
  readonly position: number;
  /** Only for tables: where the vtable lies (right before the table). */
  readonly vtable: number;
}

const alignUp = (value: number, alignment: number): number =>
  Math.ceil(value / alignment) * alignment;

/** Vtable entries a table needs: one per field number up to the highest one in use. */
const vtableEntries = (node: TableNode): number => Math.max(-1, ...node.fields.keys()) + 1;

/** Lays the nodes out parent before child, which makes every offset point forward. */
function place(root: TableNode): { placed: Placed[]; sizeBytes: number } {
  const placed: Placed[] = [];
  const queue: Node[] = [root];
  const seen = new Set<Node>(queue);
  let end = 8; // the root offset and the four-letter file identifier
  for (const node of queue) {
    const { position, vtable, next } = placeOne(node, end);
    placed.push({ node, position, vtable });
    end = next;
    for (const child of childrenOf(node)) {
      if (seen.has(child)) throw new Error('A node may have one parent only.');
      seen.add(child);
      queue.push(child);
    }
  }
  return { placed, sizeBytes: end };
}

function placeOne(node: Node, end: number): { position: number; vtable: number; next: number } {
  switch (node.kind) {
    case 'table': {
      const vtable = alignUp(end, 2);
      const position = alignUp(vtable + 4 + 2 * vtableEntries(node), 4);
      return { position, vtable, next: position + 4 + 4 * node.fields.size };
    }
    case 'offsets': {
      const position = alignUp(end, 4);
      return { position, vtable: 0, next: position + 4 + 4 * node.items.length };
    }
    case 'bytes': {
      const position = alignUp(end + 4, node.alignment) - 4;
      return { position, vtable: 0, next: position + 4 + node.bytes.length };
    }
  }
}

function childrenOf(node: Node): Node[] {
  const candidates =
    node.kind === 'table' ? [...node.fields.values()] : node.kind === 'offsets' ? node.items : [];
  return candidates.filter(
    (item): item is Node =>
      item.kind === 'table' || item.kind === 'offsets' || item.kind === 'bytes',
  );
}

/**
 * The file that starts with the new tables and ends with `oldFile` byte for byte.
 * `identifier` is the format's four-letter mark, such as `TFL3`.
 */
export function writeInFront(
  root: TableNode,
  identifier: string,
  oldFile: Uint8Array = new Uint8Array(),
): Uint8Array {
  const { placed, sizeBytes } = place(root);
  const oldStart = alignUp(sizeBytes, 64);
  const out = new Uint8Array(oldStart + oldFile.length);
  out.set(oldFile, oldStart);
  out.set(new TextEncoder().encode(identifier), 4);
  const view = new DataView(out.buffer);
  const positions = new Map(placed.map(({ node, position }) => [node, position]));
  const writeReference = (at: number, target: Reference): void => {
    const position =
      target.kind === 'existing' ? oldStart + target.position : positions.get(target)!;
    view.setUint32(at, position - at, true);
  };
  writeReference(0, root);
  for (const item of placed) writeNode(item, out, view, writeReference);
  return out;
}

function writeNode(
  { node, position, vtable }: Placed,
  out: Uint8Array,
  view: DataView,
  writeReference: (at: number, target: Reference) => void,
): void {
  switch (node.kind) {
    case 'table': {
      view.setUint16(vtable, 4 + 2 * vtableEntries(node), true);
      view.setUint16(vtable + 2, 4 + 4 * node.fields.size, true);
      view.setInt32(position, position - vtable, true);
      [...node.fields].forEach(([index, field], slot) => {
        const offset = 4 + 4 * slot;
        view.setUint16(vtable + 4 + 2 * index, offset, true);
        if (field.kind === 'uint8') view.setUint8(position + offset, field.value);
        else if (field.kind === 'int32') view.setInt32(position + offset, field.value, true);
        else writeReference(position + offset, field);
      });
      return;
    }
    case 'offsets': {
      view.setUint32(position, node.items.length, true);
      node.items.forEach((item, i) => writeReference(position + 4 + 4 * i, item));
      return;
    }
    case 'bytes': {
      view.setUint32(position, node.count, true);
      out.set(node.bytes, position + 4);
    }
  }
}
