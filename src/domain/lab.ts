/** A colour in CIE L*a*b* (D65): lightness 0 to 100, green to red, blue to yellow. */
export type Lab = readonly [lightness: number, a: number, b: number];

/** The white point of D65. */
const white = [0.95047, 1, 1.08883] as const;

/** sRGB in u8 range as Lab (IEC 61966-2-1, CIE 15). */
export function toLab(red: number, green: number, blue: number): Lab {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / white[0]);
  const y = curve((0.2126729 * r + 0.7151522 * g + 0.072175 * b) / white[1]);
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / white[2]);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function linear(value: number): number {
  const unit = value / 255;
  return unit <= 0.04045 ? unit / 12.92 : ((unit + 0.055) / 1.055) ** 2.4;
}

function curve(ratio: number): number {
  return ratio > 216 / 24389 ? Math.cbrt(ratio) : ((24389 / 27) * ratio + 16) / 116;
}

/** CIE 1976 distance of two colours; 2.3 is just seen. */
export function deltaE(first: Lab, second: Lab): number {
  return Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}
