import type { FilmStrip } from '#domain/frame/layoutParts.ts';
import type { Box } from '#domain/picture/geometry.ts';
import { mixed } from './colours.ts';

// What lies around and over pictures: the grain of paper, dots of a printed comic, film.

/** Edge of the tile of grain, px; it is as fine on a small preview as in the file. */
const grainPx = 192;
const grainAlpha = 0.035;
/** Tiles of grain across the short side. */
const grainTiles = 2;
let grainTile: HTMLCanvasElement | null = null;

/** Lays the grain of paper over what is drawn already. */
export function drawGrain(
  context: CanvasRenderingContext2D,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  grainTile ??= createGrain();
  const pattern = context.createPattern(grainTile, 'repeat');
  if (!pattern) return;
  const scale = Math.min(width, height) / grainTiles / grainPx;
  pattern.setTransform(new DOMMatrix([scale, 0, 0, scale, 0, 0]));
  context.save();
  context.globalAlpha = grainAlpha;
  context.fillStyle = pattern;
  context.fillRect(0, 0, width, height);
  context.restore();
}

/** Grey noise that has the same fibres every time. */
function createGrain(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = grainPx;
  canvas.height = grainPx;
  const context = canvas.getContext('2d')!;
  const picture = context.createImageData(grainPx, grainPx);
  let seed = 1;
  for (let index = 0; index < picture.data.length; index += 4) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const value = 150 + (seed >>> 24) * 0.4;
    picture.data.set([value, value, value, 255], index);
  }
  context.putImageData(picture, 0, 0);
  return canvas;
}

/** Rows of dots across the corner, in short sides of the picture. */
const dotPitch = 0.021;
const cornerReach = 0.46;

/** Dots that grow towards the lower right corner, as in a printed comic. */
export function drawHalftone(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  colour: string,
): void {
  const short = Math.min(width, height);
  const pitch = short * dotPitch;
  const reach = short * cornerReach;
  const [right, bottom] = [x + width, y + height];
  context.save();
  context.globalCompositeOperation = 'multiply';
  context.fillStyle = colour;
  context.beginPath();
  for (let row = 0; row * pitch * 0.5 < reach; row++) {
    const indent = row % 2 === 0 ? 0 : pitch / 2;
    for (let column = 0; column * pitch < reach; column++) {
      const fromRight = column * pitch + indent;
      const fromBottom = row * pitch * 0.5;
      const near = 1 - (fromRight + fromBottom) / reach;
      if (near <= 0) continue;
      const radius = pitch * 0.5 * Math.min(1, near * 1.25) ** 0.8;
      const [dotX, dotY] = [right - fromRight, bottom - fromBottom];
      context.moveTo(dotX + radius, dotY);
      context.arc(dotX, dotY, radius, 0, 2 * Math.PI);
    }
  }
  context.fill();
  context.restore();
}

const filmBase = '#1a1512';
const lightTable = '#f3ede2';

function isDark(colour: string): boolean {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return 0.3 * red! + 0.6 * green! + 0.1 * blue! < 90;
}

/** Film, with holes through which the paper shows. */
export function drawStrip(
  context: CanvasRenderingContext2D,
  { box, holes, holeRounding }: FilmStrip,
  paper: string,
): void {
  context.fillStyle = filmBase;
  context.fillRect(box.x, box.y, box.width, box.height);
  // On dark paper they would not be seen: they are lit from behind.
  context.fillStyle = isDark(paper) ? lightTable : mixed(paper, '#000000', 0.04);
  context.beginPath();
  for (const hole of holes) {
    context.roundRect(hole.x, hole.y, hole.width, hole.height, holeRounding);
  }
  context.fill();
}
