import type { ModelFile } from './styleManifest.ts';

/** MediaPipe's models, prepared for its Tasks API, in the folder `mediapipe/`. */
export const visionModels = {
  /** Finds large faces. */
  shortRange: {
    file: 'face_detector_short_range.tflite',
    bytes: 229_928,
    sha256: '9a3ba69868608546a289137c179b9b8c164eb2b19db828737cf991df98efd66e',
  },
  /** Finds small faces too. */
  fullRange: {
    file: 'face_detector_full_range.tflite',
    bytes: 1_085_328,
    sha256: 'd01a810dc190ee6e3d2b3f1dc2de9f83e7857d9d72e16a414915bfd637c0c723',
  },
  landmarker: {
    file: 'face_landmarker.task',
    bytes: 2_762_976,
    sha256: 'bd28d88eda4086976eb8d546d59a547e5d3d208b5f706b3b4586cd57bc0682d4',
  },
  segmenter: {
    file: 'selfie_segmenter.tflite',
    bytes: 249_984,
    sha256: '56162d32b8cf08f670d708ab518fe276e6ca1cb7190063df1b8311cf11266279',
  },
} as const satisfies Record<string, ModelFile>;
