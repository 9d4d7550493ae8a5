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
import { describeModel, extendedVector, METADATA, MODEL, withModelFields } from './model.ts';

/** How an 8-bit pixel value becomes the model's input: `(value − mean) / std`. */
export interface Normalization {
  readonly mean: number;
  readonly std: number;
}

const METADATA_NAME = 'TFLITE_METADATA';

/** Field numbers and union members of TFLite's metadata schema (file identifier `M001`). */
const MODEL_METADATA = { name: 0, subgraphMetadata: 3, minParserVersion: 7 } as const;
const SUBGRAPH_METADATA = { inputTensors: 2, outputTensors: 3 } as const;
const TENSOR_METADATA = { name: 0, content: 3, processUnits: 4 } as const;
const UNION = { type: 0, value: 1 } as const;
const IMAGE_PROPERTIES = 2;
const NORMALIZATION_OPTIONS = 1;
const RGB = 1;

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
  const bufferCount = reader.tables(reader.child(root, MODEL.buffers)).length;
  const metadata = writeMetadata(model, name, normalization);
  return withModelFields(reader, {
    [MODEL.buffers]: extendedVector(reader, root, MODEL.buffers, [
      table({ 0: byteVector(metadata) }),
    ]),
    [MODEL.metadata]: extendedVector(reader, root, MODEL.metadata, [
      table({ [METADATA.name]: text(METADATA_NAME), [METADATA.buffer]: int32(bufferCount) }),
    ]),
  });
}

function writeMetadata(model: Uint8Array, name: string, { mean, std }: Normalization): Uint8Array {
  const { inputs, outputs } = describeModel(model);
  const inputTable = (tensorName: string): Reference =>
    table({
      [TENSOR_METADATA.name]: text(tensorName),
      [TENSOR_METADATA.content]: table({
        [UNION.type]: uint8(IMAGE_PROPERTIES),
        [UNION.value]: table({ 0: uint8(RGB) }),
      }),
      [TENSOR_METADATA.processUnits]: offsets([
        table({
          [UNION.type]: uint8(NORMALIZATION_OPTIONS),
          [UNION.value]: table({ 0: float32Vector([mean]), 1: float32Vector([std]) }),
        }),
      ]),
    });
  const [input] = inputs;
  if (input === undefined || inputs.length > 1) throw new Error('The model must have one input.');
  const subgraph = table({
    [SUBGRAPH_METADATA.inputTensors]: offsets([inputTable(input.name)]),
    [SUBGRAPH_METADATA.outputTensors]: offsets(
      outputs.map((output) => table({ [TENSOR_METADATA.name]: text(output.name) })),
    ),
  });
  return writeInFront(
    table({
      [MODEL_METADATA.name]: text(name),
      [MODEL_METADATA.subgraphMetadata]: offsets([subgraph]),
      [MODEL_METADATA.minParserVersion]: text('1.0.0'),
    }),
    'M001',
  );
}
