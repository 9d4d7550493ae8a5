import type { HeadSquare } from '#sdk/index.ts';
import { cropSize } from '#domain/face/align.ts';
import type { TweakName } from '#domain/edit/tweaks.ts';

/** A handle on the face. Directions are those of the upright face: x to the right, y down. */
export interface FaceHandle {
  readonly name: 'eyes' | 'brows' | 'nose' | 'mouth' | 'jaw';
  /** The landmark that it holds. */
  readonly point: number;
  /** What it changes, and the direction that makes it more. */
  readonly moves: readonly {
    readonly tweak: TweakName;
    readonly x: number;
    readonly y: number;
  }[];
  /** Whether the same handle of the other side of the face is shown where there is room for both. */
  readonly isTwin: boolean;
}

const handleOf = (
  name: FaceHandle['name'],
  point: number,
  moves: FaceHandle['moves'],
  isTwin = false,
): FaceHandle => ({ name, point, moves, isTwin });

/** From top to bottom; so placed that they keep apart on a small face. */
export const faceHandles: readonly FaceHandle[] = [
  handleOf('brows', 105, [{ tweak: 'brows', x: 0, y: -1 }]),
  handleOf('brows', 334, [{ tweak: 'brows', x: 0, y: -1 }], true),
  handleOf('eyes', 263, [{ tweak: 'eyes', x: 1, y: 0 }]),
  handleOf('eyes', 33, [{ tweak: 'eyes', x: -1, y: 0 }], true),
  handleOf('nose', 4, [{ tweak: 'nose', x: 0, y: 1 }]),
  handleOf('mouth', 61, [
    { tweak: 'smile', x: 0, y: -1 },
    { tweak: 'mouth', x: -1, y: 0 },
  ]),
  handleOf(
    'mouth',
    291,
    [
      { tweak: 'smile', x: 0, y: -1 },
      { tweak: 'mouth', x: 1, y: 0 },
    ],
    true,
  ),
  handleOf('jaw', 397, [{ tweak: 'jaw', x: 1, y: 0 }]),
  handleOf('jaw', 172, [{ tweak: 'jaw', x: -1, y: 0 }], true),
];

/** Drawn over so many eye distances, a handle takes its value from 0 to 1. */
export const travel = 0.3;
/** How far a handle stands away from what it holds at a value of 1, eye distances: it follows the finger. */
export const lead = 0.18;

/** The place of a point of a head's crop in the photo, px. */
export function photoPlace(
  { x, y, side, angle }: HeadSquare,
  cropX: number,
  cropY: number,
): { readonly x: number; readonly y: number } {
  const across = (cropX / cropSize - 0.5) * side;
  const down = (cropY / cropSize - 0.5) * side;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { x: x + across * cos - down * sin, y: y + across * sin + down * cos };
}
