import type { Page } from '@playwright/test';
import type { Corner, FivePoints, Picture } from './measure.ts';

/** What Playwright hands to a file field. */
export interface PhotoFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A sample portrait of the page, with the points its face is aligned by. */
export interface Portrait {
  readonly path: string;
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly points: FivePoints;
}

export const astronaut: Portrait = {
  path: 'public/samples/astronaut.jpg',
  url: '/samples/astronaut.jpg',
  width: 512,
  height: 512,
  points: [
    [203.7, 101.3],
    [246.9, 103.6],
    [223.4, 131.1],
    [203, 140],
    [245.9, 141],
  ],
};

export const hopper: Portrait = {
  path: 'public/samples/grace-hopper.jpg',
  url: '/samples/grace-hopper.jpg',
  width: 512,
  height: 600,
  points: [
    [222.1, 191.3],
    [306, 188.2],
    [268.6, 247.2],
    [232.9, 281.1],
    [302.6, 277.4],
  ],
};

/** A portrait laid into a larger picture: its corner and how much it is enlarged. */
export interface Placed {
  readonly portrait: Portrait;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** The five points of a portrait where it was laid. */
export function placedPoints({ portrait, x, y, scale }: Placed): FivePoints {
  return portrait.points.map(([px, py]) => [x + px * scale, y + py * scale] as const);
}

/** a, b, c, d, e, f of an affine map, as DOMMatrix takes them. */
type Matrix = [number, number, number, number, number, number];

interface Painting {
  readonly width: number;
  readonly height: number;
  readonly portraits?: readonly Placed[];
  /** Reeds behind the portraits, two px wide: what no smaller picture can show. */
  readonly hasReeds?: boolean;
  /** How the file stores the upright picture, by its EXIF orientation; 1 (as it is) by default. */
  readonly orientation?: number;
  /** JPEG by default. */
  readonly format?: 'jpeg' | 'png' | 'webp';
}

/** A file as the file field takes it. */
export function photoFile(name: string, buffer: Buffer, mimeType = 'image/jpeg'): PhotoFile {
  return { name, mimeType, buffer };
}

/** A portrait of 320² px: quick to draw where it is not the drawing that is looked at. */
export async function smallPortrait(page: Page, name = 'portrait.jpg'): Promise<PhotoFile> {
  const portraits = [{ portrait: astronaut, x: 0, y: 0, scale: 0.625 }];
  return photoFile(name, await paintPicture(page, { width: 320, height: 320, portraits }));
}

/** What is done to a portrait before it is chosen. */
interface Edit {
  /** A CSS filter over all of it. */
  readonly filter?: string;
  /** A plain area that hides what lies behind it. */
  readonly patch?: { readonly colour: string; readonly corners: readonly Corner[] };
}

/** A portrait with something done to it, as PNG: its px are exactly what was made of them. */
export async function editedPortrait(
  page: Page,
  portrait: Portrait,
  { filter = 'none', patch }: Edit,
): Promise<PhotoFile> {
  const base64 = await page.evaluate(
    async ({ url, width, height, filter, patch }) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d')!;
      context.filter = filter;
      const response = await fetch(url);
      context.drawImage(await createImageBitmap(await response.blob()), 0, 0);
      context.filter = 'none';
      if (patch) {
        context.fillStyle = patch.colour;
        context.beginPath();
        for (const [x, y] of patch.corners) context.lineTo(x, y);
        context.fill();
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    { ...portrait, filter, patch },
  );
  return photoFile('edited.png', Buffer.from(base64, 'base64'), 'image/png');
}

/** Where the two of {@link twoPeople} stand. */
export const sideBySide: readonly Placed[] = [
  { portrait: astronaut, x: 0, y: 0, scale: 0.5 },
  { portrait: hopper, x: 280, y: 0, scale: 0.4 },
];

/** Two people in a picture of 500 × 256 px, `two.jpg`. */
export async function twoPeople(page: Page): Promise<PhotoFile> {
  const painting = { width: 500, height: 256, portraits: sideBySide };
  return photoFile('two.jpg', await paintPicture(page, painting));
}

/**
 * A portrait of 1024 × 420 px, at `x`: its scene takes three runs of the network, between which a job can be met.
 * What stands at another place is another picture to the result cache.
 */
export async function widePortrait(page: Page, name = 'wide.jpg', x = 380): Promise<PhotoFile> {
  const portraits = [{ portrait: hopper, x, y: 0, scale: 0.7 }];
  return photoFile(name, await paintPicture(page, { width: 1024, height: 420, portraits }));
}

/**
 * A JPEG painted by the browser: a landscape of hills under a sky, and portraits upon it. Turned
 * pictures come without the EXIF field that says so.
 */
export async function paintPicture(page: Page, painting: Painting): Promise<Buffer> {
  const { width, height, portraits = [], hasReeds = false, orientation = 1 } = painting;
  const { format = 'jpeg' } = painting;
  const base64 = await page.evaluate(
    async ({ width, height, hasReeds, placed, stored, turn, type }) => {
      const upright = new OffscreenCanvas(width, height);
      const context = upright.getContext('2d')!;
      context.imageSmoothingQuality = 'high';
      const sky = context.createLinearGradient(0, 0, 0, height);
      sky.addColorStop(0, '#4a78b8');
      sky.addColorStop(0.6, '#e8d9b5');
      context.fillStyle = sky;
      context.fillRect(0, 0, width, height);
      ['#7f9a6b', '#5b7d4d', '#33512f'].forEach((colour, row) => {
        context.fillStyle = colour;
        for (let x = -width; x < 2 * width; x += width / 3) {
          context.beginPath();
          context.arc(x + row * 40, height * (1 + row * 0.08), height * 0.45, 0, 7);
          context.fill();
        }
      });
      const reedsUntil = hasReeds ? width : 0;
      for (let x = 0; x < reedsUntil; x += 6) {
        context.fillStyle = x % 4 === 0 ? '#1d2b16' : '#dfe6c4';
        context.fillRect(x, height * 0.2 + ((x * 7) % 90), 2, height);
      }
      for (const { url, x, y, w, h } of placed) {
        const response = await fetch(url);
        context.drawImage(await createImageBitmap(await response.blob()), x, y, w, h);
      }
      const canvas = new OffscreenCanvas(stored.width, stored.height);
      const turned = canvas.getContext('2d')!;
      turned.setTransform(...turn);
      turned.drawImage(upright, 0, 0);
      const reader = new FileReader();
      const loaded = new Promise((resolve) => reader.addEventListener('load', resolve));
      reader.readAsDataURL(await canvas.convertToBlob({ type, quality: 0.95 }));
      await loaded;
      return (reader.result as string).split(',')[1]!;
    },
    {
      width,
      height,
      hasReeds,
      type: `image/${format}`,
      placed: portraits.map(({ portrait, x, y, scale }) => ({
        url: portrait.url,
        x,
        y,
        w: portrait.width * scale,
        h: portrait.height * scale,
      })),
      stored: orientation < 5 ? { width, height } : { width: height, height: width },
      turn: storedFromUpright(orientation, width, height),
    },
  );
  return Buffer.from(base64, 'base64');
}

/** The upright picture (width × height px) of one that a file of that EXIF orientation stores. */
export function turnUpright(
  stored: Picture,
  orientation: number,
  { width, height }: { readonly width: number; readonly height: number },
): Picture {
  const [a, b, c, d, e, f] = storedFromUpright(orientation, width, height);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const column = Math.floor(a * (x + 0.5) + c * (y + 0.5) + e);
      const row = Math.floor(b * (x + 0.5) + d * (y + 0.5) + f);
      const from = (row * stored.width + column) * 4;
      data.set(stored.data.subarray(from, from + 4), (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/**
 * x' = a·x + c·y + e, y' = b·x + d·y + f from a point of the upright picture (width × height) to where a
 * file of that EXIF orientation stores it. Worked out by hand from the eight letters F of the EXIF
 * standard, so that it owes nothing to the code under test.
 */
function storedFromUpright(orientation: number, width: number, height: number): Matrix {
  const byOrientation: Readonly<Record<number, Matrix>> = {
    1: [1, 0, 0, 1, 0, 0],
    2: [-1, 0, 0, 1, width, 0],
    3: [-1, 0, 0, -1, width, height],
    4: [1, 0, 0, -1, 0, height],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, -1, 1, 0, 0, width],
    7: [0, -1, -1, 0, height, width],
    8: [0, 1, -1, 0, height, 0],
  };
  return byOrientation[orientation]!;
}
