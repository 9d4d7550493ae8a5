import type { ModelFile } from '#domain/model/styleManifest.ts';
import { visionModels } from '#domain/model/visionModels.ts';
import { joinAttentionMesh } from '../tflite/joinAttentionMesh.ts';
import { addNormalization } from '../tflite/normalization.ts';
import { storedZip } from './storedZip.ts';

/** A file inside an installed package; `range` cuts a part out of a larger bundle. */
export interface Source {
  readonly path: string;
  readonly range?: readonly [start: number, end: number];
  readonly sha256: string;
}

/** Reads a source; rejects when its SHA-256 is another one. */
type ReadSource = (source: Source) => Promise<Uint8Array>;

/** A file to be written below `public/`, made from sources by a pure function. */
export interface Asset {
  readonly path: string;
  readonly sha256: string;
  readonly make: (read: ReadSource) => Promise<Uint8Array>;
}

const meshBundle = '@mediapipe/face_mesh/face_mesh_solution_packed_assets.data';

const shortRangeDetector: Source = {
  path: '@mediapipe/face_detection/face_detection_short_range.tflite',
  sha256: '3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633',
};
const fullRangeDetector: Source = {
  path: '@mediapipe/face_detection/face_detection_full_range.tflite',
  sha256: '99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3',
};
const attentionMesh: Source = {
  path: meshBundle,
  range: [0, 2_495_952],
  sha256: '883b7411747bac657c30c462d305d312e9dec6adbf8b85e2f5d8d722fca9455d',
};
const faceGeometry: Source = {
  path: meshBundle,
  range: [3_737_848, 3_757_224],
  sha256: 'bdbcda96dfcb7da883da124aaa2c55dee49770d934f0fcc71747f8c21bdc75b4',
};
const selfieSegmentation: Source = {
  path: '@mediapipe/selfie_segmentation/selfie_segmentation.tflite',
  sha256: '8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27',
};

/** Pixels become −1..1 (detectors) or 0..1 (mesh, segmentation). */
const signed = { mean: 127.5, std: 127.5 } as const;
const unit = { mean: 0, std: 255 } as const;

const detector = (bytes: Uint8Array): Uint8Array =>
  addNormalization(bytes, 'Face detector', signed);

const output = ({ file, sha256 }: ModelFile): Pick<Asset, 'path' | 'sha256'> => ({
  path: `mediapipe/${file}`,
  sha256,
});

/** MediaPipe's models as its Tasks API accepts them. */
export const mediapipeAssets: readonly Asset[] = [
  {
    ...output(visionModels.shortRange),
    make: async (read) => detector(await read(shortRangeDetector)),
  },
  {
    ...output(visionModels.fullRange),
    make: async (read) => detector(await read(fullRangeDetector)),
  },
  {
    ...output(visionModels.landmarker),
    make: async (read) => {
      const mesh = joinAttentionMesh(await read(attentionMesh));
      return storedZip([
        { name: 'face_detector.tflite', bytes: detector(await read(shortRangeDetector)) },
        {
          name: 'face_landmarks_detector.tflite',
          bytes: addNormalization(mesh, 'Face mesh', unit),
        },
        {
          name: 'geometry_pipeline_metadata_landmarks.binarypb',
          bytes: await read(faceGeometry),
        },
      ]);
    },
  },
  {
    ...output(visionModels.segmenter),
    make: async (read) =>
      addNormalization(await read(selfieSegmentation), 'Selfie segmentation', unit),
  },
];
