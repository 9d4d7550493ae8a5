import { hexOfLab, toLab } from '#domain/picture/lab.ts';
import { channelsOf } from '#domain/compose/pattern.ts';
import type { Colours } from '#sdk/index.ts';

/** Degrees by which the hues of the style's colours are turned. */
const turns = [0, 60, 130, 200, 250, 300] as const;
const leastChroma = 14;

/** Pairs of colours to choose from, as light and as colourful as the style's own, which come first. */
export function swatchesOf(own: Colours): readonly Colours[] {
  const turned = turns.map((degrees) => own.map((colour) => turnedHue(colour, degrees)));
  return [own, ...turned.slice(1), ['#ffffff', '#dcdcdc'], ['#26242b', '#4a4652']] as Colours[];
}

function turnedHue(colour: string, degrees: number): string {
  const [red, green, blue] = channelsOf(colour);
  const [lightness, a, b] = toLab(red!, green!, blue!);
  const hue = Math.atan2(b, a) + (degrees * Math.PI) / 180;
  const chroma = Math.max(leastChroma, Math.hypot(a, b));
  return hexOfLab([lightness, chroma * Math.cos(hue), chroma * Math.sin(hue)]);
}
