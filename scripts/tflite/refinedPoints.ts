/**
 * Which of the 478 face points each point of the attention mesh's refined outputs replaces, in
 * the order of that output. The tables are facts about the model, published with it in
 * MediaPipe's graph `tensors_to_face_landmarks_with_attention` (Apache-2.0). "Left" and "right" are
 * the model's own output names; its left eye is the one with the smaller x in the picture.
 */

const lipPoints = [
  61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409, 78, 95,
  88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415, 76, 77, 90,
  180, 85, 16, 315, 404, 320, 307, 306, 184, 74, 73, 72, 11, 302, 303, 304, 408, 62, 96, 89, 179,
  86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12, 268, 271, 272, 407,
];

const leftEye = [
  33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25, 110, 24, 23,
  22, 26, 112, 243, 247, 30, 29, 27, 28, 56, 190, 226, 31, 228, 229, 230, 231, 232, 233, 244, 113,
  225, 224, 223, 222, 221, 189, 35, 124, 46, 53, 52, 65, 143, 111, 117, 118, 119, 120, 121, 128,
  245, 156, 70, 63, 105, 66, 107, 55, 193,
];

const rightEye = [
  263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255, 339,
  254, 253, 252, 256, 341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449, 450, 451,
  452, 453, 464, 342, 445, 444, 443, 442, 441, 413, 265, 353, 276, 283, 282, 295, 372, 340, 346,
  347, 348, 349, 350, 357, 465, 383, 300, 293, 334, 296, 336, 285, 417,
];

const leftIris = [468, 469, 470, 471, 472];
const rightIris = [473, 474, 475, 476, 477];

/** Points of the plain mesh, and of the whole face with both irises. */
export const meshPoints = 468;
const facePoints = 478;

/** The model's outputs of points, in the order in which they are joined. */
export const refinedOutputs = [
  { name: 'output_lips', points: lipPoints },
  { name: 'output_left_eye', points: leftEye },
  { name: 'output_right_eye', points: rightEye },
  { name: 'output_left_iris', points: leftIris },
  { name: 'output_right_iris', points: rightIris },
] as const;

/** Mid upper eyelids: an iris has no depth of its own in the refined output and takes theirs. */
const leftEyelid = 159;
const rightEyelid = 386;

/**
 * For each of the 478 × (x, y, z) numbers, its place in the joined row
 * `[mesh xyz…, lips xy…, left eye xy…, right eye xy…, left iris xy…, right iris xy…]`.
 */
export function gatherIndices(): number[] {
  const indices = Array.from({ length: 3 * facePoints }, (_, i) => i);
  for (const point of leftIris) indices[3 * point + 2] = 3 * leftEyelid + 2;
  for (const point of rightIris) indices[3 * point + 2] = 3 * rightEyelid + 2;
  let start = 3 * meshPoints;
  for (const { points } of refinedOutputs) {
    points.forEach((point, i) => {
      indices[3 * point] = start + 2 * i;
      indices[3 * point + 1] = start + 2 * i + 1;
    });
    start += 2 * points.length;
  }
  return indices;
}
