import { FlatbufferReader } from './flatbufferReader.ts';
import {
  byteVector,
  float32Vector,
  int32,
  offsets,
  table,
  text,
  uint8,
  writeInFront,
  type Reference,
} from './flatbufferWriter.ts';
import {
  describeModel,
  extendedVector,
  metadataFields,
  modelFields,
  withModelFields,
} from './model.ts';

/** How an 8-bit pixel value becomes the model's input: `(value − mean) / std`. */
export interface Normalization {
  readonly mean: number;
  readonly std: number;
}

const metadataName = 'TFLITE_METADATA';

/** Field numbers and union members of TFLite's metadata schema (file identifier `M001`). */
const modelMetadata = { name: 0, subgraphMetadata: 3, minParserVersion: 7 } as const;
const subgraphMetadata = { inputTensors: 2, outputTensors: 3 } as const;
const tensorMetadata = { name: 0, content: 3, processUnits: 4 } as const;
const unionFields = { type: 0, value: 1 } as const;
const imageProperties = 2;
const normalizationOptions = 1;
const rgb = 1;

/**
 * The model with the metadata that MediaPipe Tasks requires of a float32 image model: without
 * `NormalizationOptions` it refuses to load. Every byte of the old file stays behind the new tables.
 */
export function addNormalization(
  model: Uint8Array,
  name: string,
  normalization: Normalization,
): Uint8Array {
  const reader = new FlatbufferReader(model);
  const root = reader.root();
  const bufferCount = reader.tables(reader.child(root, modelFields.buffers)).length;
  const metadata = writeMetadata(model, name, normalization);
  return withModelFields(reader, {
    [modelFields.buffers]: extendedVector(reader, root, modelFields.buffers, [
      table({ 0: byteVector(metadata) }),
    ]),
    [modelFields.metadata]: extendedVector(reader, root, modelFields.metadata, [
      table({
        [metadataFields.name]: text(metadataName),
        [metadataFields.buffer]: int32(bufferCount),
      }),
    ]),
  });
}

function writeMetadata(model: Uint8Array, name: string, { mean, std }: Normalization): Uint8Array {
  const { inputs, outputs } = describeModel(model);
  const inputTable = (tensorName: string): Reference =>
    table({
      [tensorMetadata.name]: text(tensorName),
      [tensorMetadata.content]: table({
        [unionFields.type]: uint8(imageProperties),
        [unionFields.value]: table({ 0: uint8(rgb) }),
      }),
      [tensorMetadata.processUnits]: offsets([
        table({
          [unionFields.type]: uint8(normalizationOptions),
          [unionFields.value]: table({ 0: float32Vector([mean]), 1: float32Vector([std]) }),
        }),
      ]),
    });
  const [input] = inputs;
  if (input === undefined || inputs.length > 1) throw new Error('The model must have one input.');
  const subgraph = table({
    [subgraphMetadata.inputTensors]: offsets([inputTable(input.name)]),
    [subgraphMetadata.outputTensors]: offsets(
      outputs.map((output) => table({ [tensorMetadata.name]: text(output.name) })),
    ),
  });
  return writeInFront(
    table({
      [modelMetadata.name]: text(name),
      [modelMetadata.subgraphMetadata]: offsets([subgraph]),
      [modelMetadata.minParserVersion]: text('1.0.0'),
    }),
    'M001',
  );
}
