import type { Box } from '#domain/picture/geometry.ts';

/** A face that is known to be in a picture. */
export interface KnownFace extends Box {
  /** The longer side of its oval, px. */
  readonly sizePx: number;
  /** Turned to the right. */
  readonly degrees: number;
}

export interface Recall {
  readonly faces: number;
  readonly found: number;
  readonly share: number;
}

/** Further than this from upright a face counts as turned. */
const turnedDegrees = 30;
/** A found box is as large as the known one within this factor. */
const maxSizeRatio = 2.2;

/** Which of the `known` faces are `found`, each by a box of its own about its middle, and how many boxes are left. */
export function matchFaces(
  known: readonly KnownFace[],
  found: readonly Box[],
): { readonly isFound: readonly boolean[]; readonly strangers: number } {
  const left = new Set(found);
  const isFound = known.map((face) => {
    const match = [...left].find((box) => fits(face, box));
    if (match) left.delete(match);
    return match !== undefined;
  });
  return { isFound, strangers: left.size };
}

function fits(face: Box, box: Box): boolean {
  const x = box.x + box.width / 2 - face.x;
  const y = box.y + box.height / 2 - face.y;
  const ratio = Math.sqrt((box.width * box.height) / (face.width * face.height));
  return (
    x > 0 &&
    y > 0 &&
    x < face.width &&
    y < face.height &&
    ratio < maxSizeRatio &&
    ratio > 1 / maxSizeRatio
  );
}

/** Recall by size and turn. */
export function recallTable(
  faces: readonly { readonly face: KnownFace; readonly isFound: boolean }[],
): Readonly<Record<string, Recall>> {
  const groups: Readonly<Record<string, (face: KnownFace) => boolean>> = {
    'under 32 px': ({ sizePx }) => sizePx < 32,
    'from 32 px': ({ sizePx }) => sizePx >= 32,
    '32 to 64 px': ({ sizePx }) => sizePx >= 32 && sizePx < 64,
    '64 to 160 px': ({ sizePx }) => sizePx >= 64 && sizePx < 160,
    'from 160 px': ({ sizePx }) => sizePx >= 160,
    'from 32 px, turned': ({ sizePx, degrees }) =>
      sizePx >= 32 && Math.abs(degrees) > turnedDegrees,
    'from 32 px, upright': ({ sizePx, degrees }) =>
      sizePx >= 32 && Math.abs(degrees) <= turnedDegrees,
  };
  return Object.fromEntries(
    Object.entries(groups).map(([name, belongs]) => {
      const members = faces.filter(({ face }) => belongs(face));
      const found = members.filter(({ isFound }) => isFound).length;
      const share = members.length === 0 ? 1 : Math.round((1000 * found) / members.length) / 1000;
      return [name, { faces: members.length, found, share }];
    }),
  );
}
