import { FlatbufferReader } from './flatbufferReader.ts';
import {
  byteVector,
  existing,
  int32,
  int32Vector,
  offsets,
  table,
  text,
  uint8,
  type Reference,
} from './flatbufferWriter.ts';
import {
  describeModel,
  extendedVector,
  firstSubgraph,
  modelFields,
  subgraphFields,
  tensorFields,
  withModelFields,
  type TensorInfo,
} from './model.ts';
import { gatherIndices, meshPoints, refinedOutputs } from './refinedPoints.ts';

const meshOutput = 'output_mesh_identity';
const faceFlagOutput = 'conv_faceflag';

/** Members of TFLite's enums; `options` is the tag of the operator's option table. */
const float32 = 0;
const int32Type = 2;
const concatenation = { operator: 2, options: 10 } as const;
const gather = { operator: 36, options: 23 } as const;
const lastAxis = 3;

/**
 * The attention mesh with its separate outputs (mesh, lips, eyes, irises) joined into the one
 * `[1,1,1,1434]` tensor of 478 points that MediaPipe's FaceLandmarker reads, and its face flag.
 * Two operators are appended: concatenation of all outputs, then gather with a constant index.
 */
export function joinAttentionMesh(model: Uint8Array): Uint8Array {
  const reader = new FlatbufferReader(model);
  const root = reader.root();
  const subgraph = firstSubgraph(reader);
  const count = (parent: number, field: number): number =>
    reader.tables(reader.child(parent, field)).length;
  const firstTensor = count(subgraph, subgraphFields.tensors);
  const firstBuffer = count(root, modelFields.buffers);
  const firstCode = count(root, modelFields.operatorCodes);
  const { parts, faceFlag } = outputsToJoin(model);
  const joined = firstTensor;
  const indices = firstTensor + 1;
  const landmarks = firstTensor + 2;
  const width = parts.reduce((sum, part) => sum + elements(part), 0);
  const index = gatherIndices();

  const newSubgraph = table({
    [subgraphFields.tensors]: extendedVector(reader, subgraph, subgraphFields.tensors, [
      tensor('all_points', [1, 1, 1, width], float32, 0),
      tensor('point_indices', [index.length], int32Type, firstBuffer),
      tensor('landmarks_478', [1, 1, 1, index.length], float32, 0),
    ]),
    [subgraphFields.inputs]: existing(reader.child(subgraph, subgraphFields.inputs)),
    [subgraphFields.outputs]: int32Vector([landmarks, faceFlag.index]),
    [subgraphFields.operators]: extendedVector(reader, subgraph, subgraphFields.operators, [
      operator(
        firstCode,
        parts.map((part) => part.index),
        joined,
        concatenation.options,
      ),
      operator(firstCode + 1, [joined, indices], landmarks, gather.options),
    ]),
  });
  return withModelFields(reader, {
    [modelFields.subgraphs]: offsets([newSubgraph]),
    [modelFields.operatorCodes]: extendedVector(reader, root, modelFields.operatorCodes, [
      operatorCode(concatenation.operator),
      operatorCode(gather.operator),
    ]),
    [modelFields.buffers]: extendedVector(reader, root, modelFields.buffers, [
      table({ 0: byteVector(new Uint8Array(Int32Array.from(index).buffer)) }),
    ]),
  });
}

function outputsToJoin(model: Uint8Array): { parts: TensorInfo[]; faceFlag: TensorInfo } {
  const { outputs } = describeModel(model);
  const find = (name: string, size: number): TensorInfo => {
    const found = outputs.find((output) => output.name === name);
    if (found === undefined || elements(found) !== size) {
      throw new Error(`The face mesh has no output ${name} of ${size} numbers.`);
    }
    return found;
  };
  return {
    parts: [
      find(meshOutput, 3 * meshPoints),
      ...refinedOutputs.map(({ name, points }) => find(name, 2 * points.length)),
    ],
    faceFlag: find(faceFlagOutput, 1),
  };
}

const elements = ({ shape }: TensorInfo): number => shape.reduce((product, n) => product * n, 1);

function tensor(name: string, shape: readonly number[], type: number, buffer: number): Reference {
  return table({
    [tensorFields.shape]: int32Vector(shape),
    [tensorFields.type]: uint8(type),
    [tensorFields.buffer]: int32(buffer),
    [tensorFields.name]: text(name),
  });
}

function operatorCode(builtin: number): Reference {
  // Field 0 is the old 8-bit code, which readers still expect below 127; 3 is its successor.
  return table({ 0: uint8(builtin), 2: int32(1), 3: int32(builtin) });
}

function operator(
  code: number,
  inputs: readonly number[],
  output: number,
  options: number,
): Reference {
  return table({
    0: int32(code),
    1: int32Vector(inputs),
    2: int32Vector([output]),
    3: uint8(options),
    4: table({ 0: int32(lastAxis) }),
  });
}
