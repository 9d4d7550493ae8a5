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

/** Lab as sRGB in u8 range, unrounded; outside that range where sRGB has no such colour. */
export function fromLab([lightness, a, b]: Lab): readonly [number, number, number] {
  const level = (lightness + 16) / 116;
  const x = white[0] * uncurve(level + a / 500);
  const y = white[1] * uncurve(level);
  const z = white[2] * uncurve(level - b / 200);
  return [
    encoded(3.2404542 * x - 1.5371385 * y - 0.4985314 * z),
    encoded(-0.969266 * x + 1.8760108 * y + 0.041556 * z),
    encoded(0.0556434 * x - 0.2040259 * y + 1.0572252 * z),
  ];
}

/** Lab as `#rrggbb`, the nearest colour that sRGB has channel by channel. */
export function hexOfLab(lab: Lab): string {
  const bytes = fromLab(lab).map((value) => Math.min(255, Math.max(0, Math.round(value))));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** The colour that is written `#rrggbb`. */
export function labOfHex(hex: string): Lab {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return toLab(r!, g!, b!);
}

function linear(value: number): number {
  const unit = value / 255;
  return unit <= 0.04045 ? unit / 12.92 : ((unit + 0.055) / 1.055) ** 2.4;
}

function curve(ratio: number): number {
  return ratio > 216 / 24389 ? Math.cbrt(ratio) : ((24389 / 27) * ratio + 16) / 116;
}

function encoded(linear: number): number {
  return 255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);
}

function uncurve(value: number): number {
  return value > 6 / 29 ? value ** 3 : (116 * value - 16) * (27 / 24389);
}

/** CIE 1976 distance of two colours; 2.3 is just noticeable. */
export function deltaE(first: Lab, second: Lab): number {
  return Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}
