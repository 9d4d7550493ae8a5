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

const MESH_BUNDLE = '@mediapipe/face_mesh/face_mesh_solution_packed_assets.data';

const shortRangeDetector: Source = {
  path: '@mediapipe/face_detection/face_detection_short_range.tflite',
  sha256: '3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633',
};
const fullRangeDetector: Source = {
  path: '@mediapipe/face_detection/face_detection_full_range.tflite',
  sha256: '99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3',
};
const attentionMesh: Source = {
  path: MESH_BUNDLE,
  range: [0, 2_495_952],
  sha256: '883b7411747bac657c30c462d305d312e9dec6adbf8b85e2f5d8d722fca9455d',
};
const faceGeometry: Source = {
  path: MESH_BUNDLE,
  range: [3_737_848, 3_757_224],
  sha256: 'bdbcda96dfcb7da883da124aaa2c55dee49770d934f0fcc71747f8c21bdc75b4',
};
const selfieSegmentation: Source = {
  path: '@mediapipe/selfie_segmentation/selfie_segmentation.tflite',
  sha256: '8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27',
};

/** Pixels become −1..1 (detectors) or 0..1 (mesh, segmentation). */
const SIGNED = { mean: 127.5, std: 127.5 } as const;
const UNIT = { mean: 0, std: 255 } as const;

const detector = (bytes: Uint8Array): Uint8Array =>
  addNormalization(bytes, 'Face detector', SIGNED);

/** MediaPipe's models as its Tasks API accepts them. */
export const mediapipeAssets: readonly Asset[] = [
  {
    path: 'mediapipe/face_detector_short_range.tflite',
    sha256: '9a3ba69868608546a289137c179b9b8c164eb2b19db828737cf991df98efd66e',
    make: async (read) => detector(await read(shortRangeDetector)),
  },
  {
    path: 'mediapipe/face_detector_full_range.tflite',
    sha256: 'd01a810dc190ee6e3d2b3f1dc2de9f83e7857d9d72e16a414915bfd637c0c723',
    make: async (read) => detector(await read(fullRangeDetector)),
  },
  {
    path: 'mediapipe/face_landmarker.task',
    sha256: 'bd28d88eda4086976eb8d546d59a547e5d3d208b5f706b3b4586cd57bc0682d4',
    make: async (read) => {
      const mesh = joinAttentionMesh(await read(attentionMesh));
      return storedZip([
        { name: 'face_detector.tflite', bytes: detector(await read(shortRangeDetector)) },
        {
          name: 'face_landmarks_detector.tflite',
          bytes: addNormalization(mesh, 'Face mesh', UNIT),
        },
        {
          name: 'geometry_pipeline_metadata_landmarks.binarypb',
          bytes: await read(faceGeometry),
        },
      ]);
    },
  },
  {
    path: 'mediapipe/selfie_segmenter.tflite',
    sha256: '56162d32b8cf08f670d708ab518fe276e6ca1cb7190063df1b8311cf11266279',
    make: async (read) =>
      addNormalization(await read(selfieSegmentation), 'Selfie segmentation', UNIT),
  },
];
