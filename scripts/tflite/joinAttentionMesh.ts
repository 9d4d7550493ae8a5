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
  MODEL,
  SUBGRAPH,
  TENSOR,
  withModelFields,
  type TensorInfo,
} from './model.ts';
import { gatherIndices, MESH_POINTS, REFINED_OUTPUTS } from './refinedPoints.ts';

const MESH_OUTPUT = 'output_mesh_identity';
const FACE_FLAG_OUTPUT = 'conv_faceflag';

/** Members of TFLite's enums; `options` is the tag of the operator's option table. */
const FLOAT32 = 0;
const INT32 = 2;
const CONCATENATION = { operator: 2, options: 10 } as const;
const GATHER = { operator: 36, options: 23 } as const;
const LAST_AXIS = 3;

/**
 * The attention mesh with its separate outputs (mesh, lips, eyes, irises) joined into the one
 * `[1,1,1,1434]` tensor of 478 points that MediaPipe's FaceLandmarker reads, and its face flag.
 * Two operators are appended: CONCATENATION of all outputs, then GATHER with a constant index.
 */
export function joinAttentionMesh(model: Uint8Array): Uint8Array {
  const reader = new FlatbufferReader(model);
  const root = reader.root();
  const subgraph = firstSubgraph(reader);
  const count = (parent: number, field: number): number =>
    reader.tables(reader.child(parent, field)).length;
  const firstTensor = count(subgraph, SUBGRAPH.tensors);
  const firstBuffer = count(root, MODEL.buffers);
  const firstCode = count(root, MODEL.operatorCodes);
  const { parts, faceFlag } = outputsToJoin(model);
  const joined = firstTensor;
  const indices = firstTensor + 1;
  const landmarks = firstTensor + 2;
  const width = parts.reduce((sum, part) => sum + elements(part), 0);
  const index = gatherIndices();

  const newSubgraph = table({
    [SUBGRAPH.tensors]: extendedVector(reader, subgraph, SUBGRAPH.tensors, [
      tensor('all_points', [1, 1, 1, width], FLOAT32, 0),
      tensor('point_indices', [index.length], INT32, firstBuffer),
      tensor('landmarks_478', [1, 1, 1, index.length], FLOAT32, 0),
    ]),
    [SUBGRAPH.inputs]: existing(reader.child(subgraph, SUBGRAPH.inputs)),
    [SUBGRAPH.outputs]: int32Vector([landmarks, faceFlag.index]),
    [SUBGRAPH.operators]: extendedVector(reader, subgraph, SUBGRAPH.operators, [
      operator(
        firstCode,
        parts.map((part) => part.index),
        joined,
        CONCATENATION.options,
      ),
      operator(firstCode + 1, [joined, indices], landmarks, GATHER.options),
    ]),
  });
  return withModelFields(reader, {
    [MODEL.subgraphs]: offsets([newSubgraph]),
    [MODEL.operatorCodes]: extendedVector(reader, root, MODEL.operatorCodes, [
      operatorCode(CONCATENATION.operator),
      operatorCode(GATHER.operator),
    ]),
    [MODEL.buffers]: extendedVector(reader, root, MODEL.buffers, [
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
      find(MESH_OUTPUT, 3 * MESH_POINTS),
      ...REFINED_OUTPUTS.map(({ name, points }) => find(name, 2 * points.length)),
    ],
    faceFlag: find(FACE_FLAG_OUTPUT, 1),
  };
}

const elements = ({ shape }: TensorInfo): number => shape.reduce((product, n) => product * n, 1);

function tensor(name: string, shape: readonly number[], type: number, buffer: number): Reference {
  return table({
    [TENSOR.shape]: int32Vector(shape),
    [TENSOR.type]: uint8(type),
    [TENSOR.buffer]: int32(buffer),
    [TENSOR.name]: text(name),
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
    4: table({ 0: int32(LAST_AXIS) }),
  });
}
