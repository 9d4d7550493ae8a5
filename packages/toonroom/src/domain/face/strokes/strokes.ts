import { eyes, jaw, type Landmarks } from '../landmarks.ts';
import { drawBrow } from './brow.ts';
import { Canvas } from './canvas.ts';
import { drawEye } from './eye.ts';
import { type Face, pick, readFace } from './face.ts';
import { fitIrises } from './iris.ts';
import { drawJaw } from './jaw.ts';
import { drawMouth } from './mouth.ts';
import { drawNose } from './nose.ts';
import { strokeChannels, type StrokeNumbers } from './numbers.ts';

/** Whole px [left, right) × [top, bottom) of a crop. */
export interface StrokeWindow {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A face's features as anti-aliased shapes, only within the box of the face. */
export interface Strokes {
  /** [channels, height, width] f32 0..1. */
  readonly guide: Float32Array<ArrayBuffer>;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** Row and column of the guide's corner in the window, px. */
  readonly at: readonly [row: number, column: number];
}

/** The side of the guide for a tile without a face. */
const emptySide = 16;

/**
 * The features of the (drawn) face at `landmarks` in a crop `side` px wide, within `window` (by
 * default the whole crop). The guide is empty when the window shows no face.
 */
export function drawStrokes(
  landmarks: Landmarks<'crop'>,
  numbers: StrokeNumbers,
  side: number,
  window: StrokeWindow = { left: 0, top: 0, right: side, bottom: side },
): Strokes {
  const face = readFace(landmarks, side);
  const box = boxOf(face);
  const left = Math.max(box.left, window.left);
  const top = Math.max(box.top, window.top);
  const width = Math.min(box.right, window.right) - left;
  const height = Math.min(box.bottom, window.bottom) - top;
  const channels = strokeChannels.length;
  if (!(width > 0 && height > 0)) {
    return {
      guide: new Float32Array(channels * emptySide * emptySide),
      channels,
      height: emptySide,
      width: emptySide,
      at: [0, 0],
    };
  }
  const canvas = new Canvas(strokeChannels, left, top, width, height);
  const irises = fitIrises(face, numbers);
  face.eyes.forEach((shape, index) => {
    drawEye(canvas, face, shape, irises[index]!, numbers);
  });
  for (const eye of eyes) drawBrow(canvas, face, eye, numbers);
  drawNose(canvas, face, numbers);
  drawMouth(canvas, face, numbers);
  drawJaw(canvas, face, numbers);
  return {
    guide: canvas.data,
    channels,
    height,
    width,
    at: [top - window.top, left - window.left],
  };
}

function boxOf(face: Face): StrokeWindow {
  const points = pick(face, [...jaw, ...eyes.flatMap((eye) => eye.browUpper)]);
  const x = points.map((point) => point[0]);
  const y = points.map((point) => point[1]);
  const margin = 0.2 * face.unit;
  return {
    left: Math.floor(Math.min(...x) - margin),
    top: Math.floor(Math.min(...y) - margin),
    right: Math.ceil(Math.max(...x) + margin),
    bottom: Math.ceil(Math.max(...y) + margin),
  };
}
