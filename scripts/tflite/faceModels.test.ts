import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FlatbufferReader } from './flatbufferReader.ts';
import { joinAttentionMesh } from './joinAttentionMesh.ts';
import {
  describeModel,
  firstSubgraph,
  metadataFields,
  modelFields,
  subgraphFields,
  tensorFields,
} from './model.ts';
import { addNormalization } from './normalization.ts';
import { gatherIndices, refinedOutputs } from './refinedPoints.ts';

const packageFile = (path: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../node_modules/@mediapipe/${path}`, import.meta.url)));
const detector = packageFile('face_detection/face_detection_short_range.tflite');
const mesh = packageFile('face_mesh/face_mesh_solution_packed_assets.data').slice(0, 2_495_952);

/** Reads the metadata by the schema's field numbers, independently of the code that wrote it. */
function normalizationOf(model: Uint8Array): { mean: number[]; std: number[] } {
  const reader = new FlatbufferReader(model);
  const [entry] = reader.tables(reader.child(reader.root(), modelFields.metadata));
  expect(reader.text(reader.child(entry!, metadataFields.name))).toBe('TFLITE_METADATA');
  const buffers = reader.tables(reader.child(reader.root(), modelFields.buffers));
  const buffer = buffers[reader.uint32(reader.field(entry!, metadataFields.buffer))];
  const metadata = new FlatbufferReader(reader.byteVector(reader.child(buffer!, 0)));
  expect(new TextDecoder().decode(metadata.bytes.subarray(4, 8))).toBe('M001');
  const first = (parent: number, field: number): number =>
    metadata.tables(metadata.child(parent, field))[0]!;
  const unit = first(first(first(metadata.root(), 3), 2), 4);
  expect(metadata.uint8(metadata.field(unit, 0))).toBe(1);
  const options = metadata.child(unit, 1);
  return {
    mean: metadata.float32s(metadata.child(options, 0)),
    std: metadata.float32s(metadata.child(options, 1)),
  };
}

describe('addNormalization', () => {
  const result = addNormalization(detector, 'Face detector', { mean: 127.5, std: 127.5 });

  it('stores mean and std where the Tasks API looks for them', () => {
    expect(normalizationOf(result)).toEqual({ mean: [127.5], std: [127.5] });
  });

  it('leaves inputs, outputs and every old byte as they were', () => {
    expect(describeModel(result)).toEqual(describeModel(detector));
    const kept = result.subarray(result.length - detector.length);
    expect(Buffer.compare(kept, detector)).toBe(0);
  });
});

describe('joinAttentionMesh', () => {
  const joined = joinAttentionMesh(mesh);

  it('replaces the seven outputs by 478 points and the face flag', () => {
    expect(describeModel(mesh).outputs).toHaveLength(7);
    const shapes = describeModel(joined).outputs.map(({ name, shape }) => [name, ...shape]);
    expect(shapes).toEqual([
      ['landmarks_478', 1, 1, 1, 1434],
      ['conv_faceflag', 1, 1, 1, 1],
    ]);
    expect(describeModel(joined).inputs).toEqual(describeModel(mesh).inputs);
  });

  it('stores the index table as the second input of the last operator', () => {
    const reader = new FlatbufferReader(joined);
    const subgraph = firstSubgraph(reader);
    const gather = reader.tables(reader.child(subgraph, subgraphFields.operators)).at(-1)!;
    const indexTensor = reader.int32s(reader.child(gather, 1))[1]!;
    const tensor = reader.tables(reader.child(subgraph, subgraphFields.tensors))[indexTensor]!;
    const buffers = reader.tables(reader.child(reader.root(), modelFields.buffers));
    const buffer = buffers[reader.uint32(reader.field(tensor, tensorFields.buffer))]!;
    const bytes = reader.byteVector(reader.child(buffer, 0));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const stored = gatherIndices().map((_, i) => view.getInt32(4 * i, true));
    expect(stored).toEqual(gatherIndices());
    expect(bytes.length).toBe(4 * 1434);
  });

  it('refuses a model without the expected outputs', () => {
    expect(() => joinAttentionMesh(detector)).toThrow('no output output_mesh_identity');
  });
});

describe('gatherIndices', () => {
  const indices = gatherIndices();

  it('takes refined points from their outputs and the rest from the mesh', () => {
    expect(indices.slice(3 * 1, 3 * 2)).toEqual([3, 4, 5]); // nose tip: plain mesh
    expect(indices.slice(3 * 61, 3 * 62)).toEqual([1404, 1405, 3 * 61 + 2]); // first lip point
    expect(indices.slice(3 * 33, 3 * 34)).toEqual([1564, 1565, 3 * 33 + 2]); // first left-eye point
    expect(indices.slice(3 * 263, 3 * 264)).toEqual([1706, 1707, 3 * 263 + 2]); // first right-eye
    expect(indices.slice(3 * 468, 3 * 469)).toEqual([1848, 1849, 3 * 159 + 2]); // left iris centre
    expect(indices.slice(3 * 477)).toEqual([1866, 1867, 3 * 386 + 2]); // last right-iris point
  });

  it('uses every refined number exactly once', () => {
    const refined = indices.filter((i) => i >= 1404).toSorted((a, b) => a - b);
    expect(refined).toEqual(Array.from({ length: 464 }, (_, i) => 1404 + i));
    const points = refinedOutputs.flatMap((output) => output.points);
    expect(new Set(points).size).toBe(232);
  });
});
