import type { Detection } from '#domain/face/faces.ts';
import { eyes, faceOval, type Landmarks } from '#domain/face/landmarks.ts';
import { OneEuroFilter } from '#domain/motion/oneEuro.ts';
import { findAgain, type Gone, matchBoxes } from '#domain/motion/tracks.ts';
import type { Box } from '#domain/picture/geometry.ts';
import { detectFaces, facesAtAGlance } from '../faces/detector.ts';
import { faceOf, type Face, minDrawnFacePx } from '../faces/faces.ts';
import { faceSquare } from '../faces/faceSquare.ts';
import { findLandmarks } from '../faces/landmarker.ts';
import type { VisionTasks } from '../runtime/visionTasks.ts';

/** Faces drawn one by one; a crowd's smaller ones are part of the scene. */
const mostTracks = 12;
/** How long nobody looks for new faces while there are some, and while there are none. */
const lookAgainS = 0.5;
const lookForFirstS = 0.2;
/** A face that is not seen for so many frames has left. */
const mostMissed = 2;
/** People who left can come back for as long. */
const rememberedS = 60;
/** In widths of the face per second. */
const smoothing = { restHz: 1, perSpeed: 14 } as const;
/** A detector's box in heights of the face from brow to chin. */
const boxPerFace = 0.84;
/** A head keeps the size that it is painted at until it is this much larger or smaller. */
const sideTolerance = 1.15;

interface Track {
  readonly id: number;
  readonly filter: OneEuroFilter;
  landmarks: Landmarks<'photo'>;
  face: Face;
  missed: number;
  palette: Float32Array | undefined;
}

interface GonePerson extends Gone {
  readonly leftS: number;
}

/** Follows the faces of frames that follow one another: their ids last, their landmarks are smoothed over time. */
export class FaceTracker {
  #tracks: Track[] = [];
  #gone: GonePerson[] = [];
  /** Ids of people who were named before they were seen. */
  #nextId = 0;
  #lookedS = -Infinity;

  /** Lets a person of that palette have that id once they are seen. */
  expect(id: number, palette: Float32Array): void {
    this.#gone.push({ id, palette, leftS: Infinity });
    this.#nextId = Math.max(this.#nextId, id + 1);
  }

  /** After a cut everybody has left; who comes back is known again. */
  cut(timeS: number): void {
    for (const track of this.#tracks) this.#leave(track, timeS);
    this.#tracks = [];
    this.#lookedS = -Infinity;
  }

  /**
   * The faces of the frame at `timeS`, largest first. `isThorough`: the first look is as careful as at a photo.
   * `identify` tells the palette of a face that is new.
   */
  async next(
    vision: VisionTasks,
    frame: ImageBitmap,
    timeS: number,
    { isThorough, signal, identify }: TrackingOptions,
  ): Promise<readonly Face[]> {
    const seen = this.#tracks.map((track) => this.#follow(vision, frame, timeS, track));
    this.#tracks = seen.filter((track) => track.missed <= mostMissed);
    seen.filter(({ missed }) => missed > mostMissed).forEach((track) => this.#leave(track, timeS));
    this.#gone = this.#gone.filter(({ leftS }) => timeS - leftS < rememberedS);
    const patienceS = this.#tracks.length > 0 ? lookAgainS : lookForFirstS;
    if (timeS - this.#lookedS >= patienceS) {
      const isFirst = this.#lookedS === -Infinity;
      this.#lookedS = timeS;
      const found =
        isFirst && isThorough
          ? await detectFaces(vision, frame, signal)
          : facesAtAGlance(vision, frame);
      await this.#welcome(vision, frame, timeS, found, identify);
    }
    return this.#tracks
      .map(({ face }) => face)
      .toSorted((a, b) => b.summary.box.width - a.summary.box.width);
  }

  /** Keeps what a person is recognised by. */
  remember(id: number, palette: Float32Array): void {
    const track = this.#tracks.find((known) => known.id === id);
    if (track) track.palette = palette;
  }

  #follow(vision: VisionTasks, frame: ImageBitmap, timeS: number, track: Track): Track {
    const found = findLandmarks(vision.landmarker, faceSquare(frame, detectionOf(track.landmarks)));
    if (!found || isOutside(found, frame)) track.missed += 1;
    else {
      track.missed = 0;
      track.landmarks = smoothed(track.filter, found, timeS);
      track.face = trackedFace(track.id, track.landmarks, track.face);
    }
    return track;
  }

  async #welcome(
    vision: VisionTasks,
    frame: ImageBitmap,
    timeS: number,
    found: readonly Detection[],
    identify: TrackingOptions['identify'],
  ): Promise<void> {
    const known = this.#tracks.map(({ face }) => face.summary.box);
    const matches = matchBoxes(
      known,
      found.map(({ box }) => box),
    );
    for (const [index, detection] of found.entries()) {
      if (matches[index] !== undefined || this.#tracks.length >= mostTracks) continue;
      if (detection.box.width < minDrawnFacePx) continue;
      const landmarks = findLandmarks(vision.landmarker, faceSquare(frame, detection));
      if (!landmarks) continue;
      const filter = new OneEuroFilter(smoothing);
      const provisional = trackedFace(this.#nextId, smoothed(filter, landmarks, timeS));
      const palette = await identify(provisional);
      const again = findAgain(this.#gone, palette);
      const id = again?.id ?? this.#nextId++;
      this.#gone = this.#gone.filter((person) => person !== again);
      const face = { ...provisional, summary: { ...provisional.summary, faceId: id } };
      this.#tracks.push({ id, filter, landmarks, face, missed: 0, palette });
    }
  }

  #leave({ id, palette }: Track, leftS: number): void {
    if (palette) this.#gone.push({ id, palette, leftS });
  }
}

export interface TrackingOptions {
  readonly isThorough: boolean;
  readonly signal: AbortSignal;
  readonly identify: (face: Face) => Promise<Float32Array>;
}

function smoothed(
  filter: OneEuroFilter,
  landmarks: Landmarks<'photo'>,
  timeS: number,
): Landmarks<'photo'> {
  const unit = Math.max(1, boxOf(landmarks).width);
  return { ...landmarks, xy: filter.next(landmarks.xy, timeS, unit) };
}

function trackedFace(faceId: number, landmarks: Landmarks<'photo'>, before?: Face): Face {
  const face = faceOf(faceId, boxOf(landmarks), landmarks);
  const side = face.summary.head!.side;
  const kept = before?.aligned?.side ?? side;
  const ratio = side / kept;
  const isNear = ratio < sideTolerance && ratio > 1 / sideTolerance;
  return { ...face, aligned: { ...face.aligned!, side: isNear ? kept : side } };
}

/** What a detector would have seen. */
function detectionOf(landmarks: Landmarks<'photo'>): Detection {
  const point = (index: number) => ({
    x: landmarks.xy[index * 2]!,
    y: landmarks.xy[index * 2 + 1]!,
  });
  const [right, left] = [point(eyes[0].iris[0]!), point(eyes[1].iris[0]!)];
  return { box: boxOf(landmarks), score: 1, eyes: [right, left] };
}

/** A square around the face, about as large as a detector's. */
function boxOf({ xy }: Landmarks<'photo'>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const index of faceOval) {
    left = Math.min(left, xy[index * 2]!);
    right = Math.max(right, xy[index * 2]!);
    top = Math.min(top, xy[index * 2 + 1]!);
    bottom = Math.max(bottom, xy[index * 2 + 1]!);
  }
  const side = boxPerFace * Math.max(right - left, bottom - top);
  return {
    x: (left + right - side) / 2,
    y: (top + bottom - side) / 2 + 0.04 * side,
    width: side,
    height: side,
  };
}

/** Whether the middle of the face has left the picture. */
function isOutside(
  landmarks: Landmarks<'photo'>,
  { width, height }: { readonly width: number; readonly height: number },
): boolean {
  const { x, y, width: side } = boxOf(landmarks);
  const [middleX, middleY] = [x + side / 2, y + side / 2];
  return middleX < 0 || middleY < 0 || middleX > width || middleY > height;
}
