import type { FlatNumbers } from './numbers.ts';

/** The controls of the fine-tune panel, each −100 (left) to 100 (right); 0 leaves the style as it is. */
export const tuneControls = [
  'lineWeight',
  'lineColour',
  'shading',
  'softness',
  'colour',
  'warmth',
  'detail',
  'eyes',
  'blush',
  'hairShine',
  'paperGrain',
] as const;
export type TuneControl = (typeof tuneControls)[number];

/** Where a number goes at one end of a control. */
type End = (value: number) => number;
const times =
  (factor: number): End =>
  (value) =>
    value * factor;
const plus =
  (step: number): End =>
  (value) =>
    value + step;
const to =
  (target: number): End =>
  () =>
    target;
/** At least this much more than the style has of it. */
const more =
  (target: number): End =>
  (value) =>
    Math.max(value, target);
const same: End = (value) => value;

/** By number: where it goes at −100 and at 100. Numbers are kept within their bounds afterwards. */
const rules: Readonly<Record<TuneControl, Readonly<Record<string, readonly [End, End]>>>> = {
  lineWeight: {
    'line.outline_px': [times(0.35), times(2)],
    'line.outline': [times(0.3), more(1)],
    'line.fine': [times(0.15), more(0.9)],
    'line.bold': [times(0.1), more(0.75)],
    'line.ink': [plus(0.25), times(0.5)],
    'line.in_hair': [same, more(0.8)],
    'line.in_skin': [same, more(0.7)],
    'strokes.lid': [times(0.6), times(1.45)],
    'strokes.jaw': [times(0.3), times(1.6)],
    'strokes.mouthLine': [times(0.6), times(1.5)],
    'strokes.creaseWidth': [times(0.6), times(1.6)],
    'strokes.nostrilWidth': [times(0.7), times(1.4)],
    'face.line': [times(0.6), more(0.95)],
    'face.jaw': [times(0.4), more(0.9)],
    'face.line_l': [plus(0.15), times(0.6)],
  },
  lineColour: {
    'line.warm': [to(-1), to(1)],
    'face.line_b': [plus(-8), plus(10)],
    'face.line_a': [plus(-4), plus(4)],
    'lid.l': [plus(8), plus(8)],
  },
  shading: {
    'skin.shade': [times(0.25), more(0.95)],
    'skin.deep': [to(0), more(0.85)],
    'skin.highlight': [times(0.2), more(0.75)],
    'skin.cast': [times(0.3), more(1)],
    'skin.lit': [times(0.2), same],
    'skin.round': [times(0.2), more(0.5)],
    'hair.shadow': [plus(0.25), times(0.88)],
    'hair.deep': [plus(0.4), times(0.8)],
    'hair.volume': [times(0.2), more(0.7)],
    'scene.contrast': [to(0), more(0.7)],
    'scene.shock': [same, more(0.7)],
    'finish.contrast': [times(0.3), more(0.65)],
  },
  softness: {
    'skin.softness': [times(0.25), more(0.3)],
    'hair.softness': [times(0.4), more(0.9)],
    'scene.soft': [to(0), more(0.75)],
    'scene.shock': [more(0.9), times(0.2)],
    'finish.bloom': [to(0), more(0.55)],
    'finish.detail': [more(0.6), to(0)],
    'line.sharp': [times(1.5), times(0.4)],
    'strokes.lidSoft': [to(0), more(0.3)],
    'strokes.lipSoft': [times(0.3), more(0.9)],
    'strokes.noseSoft': [times(0.4), more(1.8)],
    'strokes.browSoft': [times(0.4), more(0.3)],
  },
  colour: {
    'finish.chroma': [to(0), times(1.22)],
    'scene.chroma': [times(0.8), times(1.3)],
    'scene.back_chroma': [same, times(1.2)],
    'hair.chroma': [same, times(1.3)],
    'skin.chroma': [same, times(1.12)],
    'eye.iris_chroma': [same, times(1.35)],
    'finish.pencil': [same, times(0.35)],
  },
  warmth: {
    'grade.low_b': [plus(-18), plus(12)],
    'grade.mid_b': [plus(-16), plus(15)],
    'grade.high_b': [plus(-12), plus(17)],
    'grade.low_a': [plus(-2), plus(4)],
    'grade.mid_a': [plus(-3), plus(4)],
    'skin.warmth': [plus(-3), plus(3)],
    'hair.warm': [plus(-0.5), plus(0.5)],
  },
  detail: {
    'skin.detail': [to(0), plus(1.3)],
    'skin.relief': [times(0.2), plus(0.7)],
    'line.folds': [to(0), more(0.7)],
    'line.in_face': [to(0), more(0.6)],
    'scene.flat': [more(34), times(0.25)],
    'scene.texture': [to(0), more(1)],
    'scene.contrast': [same, plus(0.3)],
    'hair.strands': [times(0.3), plus(0.5)],
    'hair.clumps': [more(0.8), times(0.4)],
  },
  eyes: {
    'proportions.eyeWidth': [times(0.86), times(1.22)],
    'proportions.eyeHeight': [times(0.82), times(1.28)],
    'proportions.eyeOpenMin': [times(0.7), times(1.15)],
    'proportions.eyeOpenMax': [times(0.85), times(1.15)],
    'proportions.eyeRound': [times(0.4), plus(0.15)],
  },
  blush: {
    'skin.blush': [to(0), more(0.95)],
    'skin.rosy': [plus(-1), plus(1.5)],
    'lip.tint': [times(0.6), more(0.85)],
  },
  hairShine: {
    'hair.ring': [to(0), more(0.95)],
    'hair.light': [times(0.15), more(0.85)],
    'hair.volume': [times(0.5), plus(0.25)],
  },
  paperGrain: {
    'texture.grain': [to(0), more(0.85)],
    'texture.paper': [to(0), more(1)],
    'finish.paper': [to(0), more(0.7)],
    'finish.crayon': [to(0), plus(0.45)],
  },
};

/** The numbers with every control applied, one after the other. Those that the style does not have are left out. */
export function tune(
  numbers: FlatNumbers,
  tuned: Readonly<Partial<Record<string, number>>>,
): FlatNumbers {
  const result: Record<string, number> = { ...numbers };
  for (const control of tuneControls) {
    const setting = tuned[control] ?? 0;
    if (setting === 0) continue;
    for (const [name, [left, right]] of Object.entries(rules[control])) {
      const value = result[name];
      if (value === undefined) continue;
      const end = setting < 0 ? left(value) : right(value);
      result[name] = value + (Math.abs(setting) / 100) * (end - value);
    }
  }
  return result;
}

/** The numbers that a control moves. */
export const numbersOf = (control: TuneControl): readonly string[] => Object.keys(rules[control]);
