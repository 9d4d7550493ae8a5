import type { PhotoEdit } from './photoEdit.ts';

/** How a photo is lit. */
export type Light = Pick<PhotoEdit, 'exposure' | 'warmth' | 'shadows'>;

export const neutralLight: Light = { exposure: 0, warmth: 0, shadows: 0 };

/** Stops that full warmth adds to each channel. */
const warmStops = { red: 0.45, green: 0, blue: -0.8 } as const;
/** Each channel's share of the luminance of linear light (Rec. 709). */
const luminance = { red: 0.2126, green: 0.7152, blue: 0.0722 } as const;
/** Linear light from which on what becomes too bright is bent towards white instead of being cut off. */
const knee = 0.5;
/** How much of a shadow's own lightness is added or taken in full. */
const shadowLift = { brighter: 2, darker: 0.9 } as const;
/** Steps of linear light that are told apart: finer than a level of the darkest tones. */
const steps = 16_384;
/** What lightness is about, as a power of linear light. */
const gamma = 2.2;

const linear = Float32Array.from({ length: 256 }, (_level, value) => {
  const unit = value / 255;
  return unit <= 0.04045 ? unit / 12.92 : ((unit + 0.055) / 1.055) ** 2.4;
});

const levels = Uint8ClampedArray.from({ length: steps + 1 }, (_level, step) => {
  const light = step / steps;
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
});

/** Whether it changes anything. */
export function isLit({ exposure, warmth, shadows }: Light): boolean {
  return exposure !== 0 || warmth !== 0 || shadows !== 0;
}

/**
 * What a light does to px: a function that changes straight RGBA u8 in place, any number of whole px at a time.
 * Exposure and warmth multiply linear light, as more light and another white balance would have done; what would become
 * brighter than white is bent towards it; shadows are brightened or darkened by their own lightness, so that they keep
 * their colours. The neutral light changes nothing; alpha is kept.
 */
export function lighting(light: Light): (data: Uint8ClampedArray) => void {
  if (!isLit(light)) return () => undefined;
  const gains = gainsOf(light);
  const brightest = Math.max(1, gains.red, gains.green, gains.blue);
  const [red, green, blue] = [gains.red, gains.green, gains.blue].map((gain) =>
    linear.map((value) => bent(value * gain, brightest)),
  ) as [Float32Array, Float32Array, Float32Array];
  const lift = light.shadows === 0 ? undefined : liftsOf(light.shadows);
  return (data) => {
    for (let index = 0; index < data.length; index += 4) {
      let r = red[data[index]!]!;
      let g = green[data[index + 1]!]!;
      let b = blue[data[index + 2]!]!;
      if (lift) {
        const y = luminance.red * r + luminance.green * g + luminance.blue * b;
        const by = lift[Math.round(y * steps)]!;
        r *= by;
        g *= by;
        b *= by;
      }
      data[index] = levels[Math.min(steps, Math.round(r * steps))]!;
      data[index + 1] = levels[Math.min(steps, Math.round(g * steps))]!;
      data[index + 2] = levels[Math.min(steps, Math.round(b * steps))]!;
    }
  };
}

/** What each channel of linear light is multiplied by; grey keeps its luminance but for the exposure. */
function gainsOf({ exposure, warmth }: Light) {
  const red = 2 ** (warmStops.red * warmth);
  const green = 2 ** (warmStops.green * warmth);
  const blue = 2 ** (warmStops.blue * warmth);
  const grey = luminance.red * red + luminance.green * green + luminance.blue * blue;
  const gain = 2 ** exposure / grey;
  return { red: red * gain, green: green * gain, blue: blue * gain };
}

/** Linear light up to `brightest` brought below 1: unchanged up to the knee, then ever less steep. */
function bent(light: number, brightest: number): number {
  if (light <= knee) return light;
  const beyond = (light - knee) / (1 - knee);
  const most = (brightest - knee) / (1 - knee);
  return knee + ((1 - knee) * beyond * (1 + beyond / most ** 2)) / (1 + beyond);
}

/** By luminance, in steps, what dark px are multiplied by. */
function liftsOf(shadows: number): Float32Array {
  const amount = shadows * (shadows > 0 ? shadowLift.brighter : shadowLift.darker);
  return Float32Array.from({ length: steps + 1 }, (_level, step) => {
    const lightness = (step / steps) ** (1 / gamma);
    return (1 + amount * (1 - lightness) ** 3) ** gamma;
  });
}
