import {
  existing,
  int32,
  offsets,
  table,
  writeInFront,
  type Reference,
} from './flatbufferWriter.ts';
import { FlatbufferReader } from './flatbufferReader.ts';

/** Field numbers of the TFLite schema (version 3) that this project reads or writes. */
export const modelFields = {
  version: 0,
  operatorCodes: 1,
  subgraphs: 2,
  description: 3,
  buffers: 4,
  metadataBuffer: 5,
  metadata: 6,
  signatureDefs: 7,
} as const;
export const subgraphFields = { tensors: 0, inputs: 1, outputs: 2, operators: 3 } as const;
export const tensorFields = { shape: 0, type: 1, buffer: 2, name: 3 } as const;
export const metadataFields = { name: 0, buffer: 1 } as const;

export interface TensorInfo {
  readonly index: number;
  readonly name: string;
  readonly shape: readonly number[];
}

/** Name and shape of the first subgraph's inputs and outputs, in the model's order. */
export function describeModel(bytes: Uint8Array): {
  inputs: TensorInfo[];
  outputs: TensorInfo[];
} {
  const reader = new FlatbufferReader(bytes);
  const subgraph = firstSubgraph(reader);
  const tensors = reader.tables(reader.child(subgraph, subgraphFields.tensors));
  const list = (field: number): TensorInfo[] =>
    reader.int32s(reader.child(subgraph, field)).map((index) => {
      const tensor = tensors[index];
      if (tensor === undefined) throw new Error(`The model has no tensor ${index}.`);
      return {
        index,
        name: reader.text(reader.child(tensor, tensorFields.name)),
        shape: reader.int32s(reader.child(tensor, tensorFields.shape)),
      };
    });
  return { inputs: list(subgraphFields.inputs), outputs: list(subgraphFields.outputs) };
}

export function firstSubgraph(reader: FlatbufferReader): number {
  const [subgraph] = reader.tables(reader.child(reader.root(), modelFields.subgraphs));
  if (subgraph === undefined) throw new Error('The model has no subgraph.');
  return subgraph;
}

/** The model under a new root table, in which `replaced` fields differ and the others are kept. */
export function withModelFields(
  reader: FlatbufferReader,
  replaced: Readonly<Record<number, Reference>>,
): Uint8Array {
  const root = reader.root();
  const kept = Object.fromEntries(
    Object.values(modelFields)
      .filter((field) => field !== modelFields.version && reader.field(root, field) !== 0)
      .map((field) => [field, existing(reader.child(root, field))]),
  );
  const version = int32(reader.uint32(reader.field(root, modelFields.version)));
  return writeInFront(
    table({ ...kept, ...replaced, [modelFields.version]: version }),
    'TFL3',
    reader.bytes,
  );
}

/** A vector with the tables of the old vector in field `index` of `parent`, and `added` after them. */
export function extendedVector(
  reader: FlatbufferReader,
  parent: number,
  index: number,
  added: readonly Reference[],
): Reference {
  return offsets([...reader.tables(reader.child(parent, index)).map(existing), ...added]);
}
