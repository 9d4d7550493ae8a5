import { invalid, isName, numberInRange, objectOf, oneOf } from './fields.ts';

/** What a stroke of the brush does where it goes. */
export type StrokeEffect =
  /** The photo comes through. */
  | { readonly kind: 'photo' }
  /** The drawing comes back as the settings ask for it. */
  | { readonly kind: 'restore' }
  /** The picture becomes transparent. */
  | { readonly kind: 'erase' }
  /** It is drawn in another style, which is a style code. */
  | { readonly kind: 'style'; readonly styleId: string }
  /** It is drawn with another strength, 0..1. */
  | { readonly kind: 'strength'; readonly strength: number };

export const strokeAreas = ['hair', 'skin', 'clothes', 'background'] as const;
/** What the brush can keep to: what the encoder tells apart, or one person. */
export type StrokeArea =
  | { readonly kind: (typeof strokeAreas)[number] }
  | { readonly kind: 'person'; readonly faceId: number };

/** One stroke of the brush, or one tap that fills an area. */
export interface Stroke {
  /** What it does. */
  readonly effect: StrokeEffect;
  /** The stroke changes nothing outside of it; null for no limit. */
  readonly area: StrokeArea | null;
  /** Where it goes; null fills the area. */
  readonly path: StrokePath | null;
}

/** Lengths are in long sides of the file's picture, so that a stroke fits any size of it. */
export interface StrokePath {
  /** Radius of the brush at full pressure, 0.001..0.5. */
  readonly radius: number;
  /** From 0, soft, to 1, a hard edge. */
  readonly hardness: number;
  /** x, y, pressure (0..1) of each point, from the top left corner of the file's picture as it is shown upright. */
  readonly points: readonly number[];
}

const radiusRange = { min: 0.001, max: 0.5 } as const;
const unit = { min: 0, max: 1 } as const;
/** Points may lie this far outside of the picture. */
const placeRange = { min: -1, max: 2 } as const;

/** More strokes are refused. */
export const mostStrokes = 10_000;
/** Longer strokes are refused. */
const mostPoints = 20_000;

/** `value` as strokes, clamped to their ranges. @throws RangeError. */
export function validateStrokes(value: unknown): readonly Stroke[] {
  if (!Array.isArray(value) || value.length > mostStrokes) throw invalid('strokes are not a list');
  return value.map(validateStroke);
}

function validateStroke(value: unknown): Stroke {
  const { effect, area, path } = objectOf('stroke', value);
  const stroke = {
    effect: validateEffect(effect),
    area: area === null || area === undefined ? null : validateArea(area),
    path: path === null || path === undefined ? null : validatePath(path),
  };
  if (!stroke.area && !stroke.path) throw invalid('a stroke has neither a path nor an area');
  return stroke;
}

function validateEffect(value: unknown): StrokeEffect {
  const { kind, styleId, strength } = objectOf('effect', value);
  switch (kind) {
    case 'photo':
    case 'restore':
    case 'erase':
      return { kind };
    case 'style':
      if (!isName(styleId)) throw invalid('styleId is not a name');
      return { kind, styleId };
    case 'strength':
      return { kind, strength: numberInRange('strength', strength, unit) };
    default:
      throw invalid('effect is not one of the choices');
  }
}

function validateArea(value: unknown): StrokeArea {
  const { kind, faceId } = objectOf('area', value);
  if (kind === 'person' && typeof faceId === 'number' && Number.isInteger(faceId)) {
    return { kind, faceId };
  }
  return { kind: oneOf('area', strokeAreas, kind) };
}

function validatePath(value: unknown): StrokePath {
  const { radius, hardness, points } = objectOf('path', value);
  if (!Array.isArray(points) || points.length < 3 || points.length % 3 !== 0) {
    throw invalid('points are not triples');
  }
  if (points.length > mostPoints * 3) throw invalid('a stroke has too many points');
  return {
    radius: numberInRange('radius', radius, radiusRange),
    hardness: numberInRange('hardness', hardness, unit),
    points: points.map((coordinate: unknown, index) =>
      numberInRange('point', coordinate, index % 3 === 2 ? unit : placeRange),
    ),
  };
}
