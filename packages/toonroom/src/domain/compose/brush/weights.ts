import type { Stroke, StrokeArea, StrokeEffect } from '../../edit/strokes.ts';
import type { Affine, Box } from '../../picture/geometry.ts';
import type { Rows, Spans } from '../composition.ts';
import { boxOfDabs, commonBox, coverPath, type FittedPath, fitPath, joinBoxes } from './cover.ts';

/**
 * What the brush takes pixels from, besides the drawing as the settings ask for it: the warped photo as it is;
 * nothing; the drawing at no and at full strength; or a drawing in another style.
 */
export type BrushSource = 'photo' | 'nothing' | 'weak' | 'full' | `style ${string}`;

/** The source of a drawing in another style. */
const styleSource = (styleId: string): BrushSource => `style ${styleId}`;

/** The style that is drawn for a source; undefined where that is the picture's own. */
export function styleOfSource(source: BrushSource): string | undefined {
  return source.startsWith('style ') ? source.slice('style '.length) : undefined;
}

/** A stroke in px of the picture. */
export interface FittedStroke {
  readonly effect: StrokeEffect;
  readonly area: StrokeArea | null;
  /** Null fills the area. */
  readonly path: FittedPath | null;
  /** Outside of it nothing changes; whole px. */
  readonly box: Box;
}

/** An area's share of each pixel of some whole rows of the picture, 0..255. */
export interface AreaRows extends Rows {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Finds the rows of an area, at least those from `rows`. */
export type FindArea = (area: StrokeArea, rows: Rows) => AreaRows;

/** Where the stroke lies on a picture of `size` px. */
export function fitStroke(
  { effect, area, path }: Stroke,
  size: { readonly width: number; readonly height: number },
  outputFromStroke: Affine<'stroke', 'output'>,
): FittedStroke {
  const whole = { x: 0, y: 0, width: size.width, height: size.height };
  if (!path) return { effect, area, path, box: whole };
  const fitted = fitPath(path, outputFromStroke);
  return { effect, area, path: fitted, box: boxOfDabs(fitted.dabs) };
}

/** The sources that an effect mixes, and the share of each; none for the drawing itself. */
export function sourcesOf(effect: StrokeEffect): readonly (readonly [BrushSource, number])[] {
  switch (effect.kind) {
    case 'photo':
      return [['photo', 1]];
    case 'erase':
      return [['nothing', 1]];
    case 'style':
      return [[styleSource(effect.styleId), 1]];
    case 'strength':
      return [
        ['weak', 1 - effect.strength],
        ['full', effect.strength],
      ];
    case 'restore':
      return [];
  }
}

/**
 * How much of each source the strokes ask for in each pixel of some rows of a picture; what is left to 1 is the
 * drawing's own.
 */
export class BrushWeights {
  /** By source, width · rows values, unit; absent where no stroke asks for it. */
  readonly planes = new Map<BrushSource, Float32Array<ArrayBuffer>>();
  readonly width: number;
  readonly rows: Rows;
  /** Where a stroke may have changed something. */
  touched: Box | null = null;
  #scratch = new Float32Array(0);

  constructor(width: number, rows: Rows) {
    this.width = width;
    this.rows = rows;
  }

  /** Lays a stroke over those before it, within `limit` where one is given. */
  add(stroke: FittedStroke, findArea: FindArea, limit: Box = this.#whole): void {
    const inside = commonBox(stroke.box, this.#whole);
    const box = inside && commonBox(inside, limit);
    if (!box) return;
    const cover = this.#coverOf(stroke, box);
    if (stroke.area)
      this.#limit(cover, box, findArea(stroke.area, { top: box.y, height: box.height }));
    const shares = new Map(sourcesOf(stroke.effect));
    for (const source of shares.keys()) this.#plane(source);
    this.#mix(shares, cover, box);
    this.touched = joinBoxes(this.touched, box);
  }

  /** Takes back whatever strokes did in `box`. */
  clear(box: Box): void {
    const inside = commonBox(box, this.#whole);
    if (!inside) return;
    for (const data of this.planes.values()) {
      for (let row = 0; row < inside.height; row++) {
        const start = (inside.y + row - this.rows.top) * this.width + inside.x;
        data.fill(0, start, start + inside.width);
      }
    }
  }

  /** Where any of some sources is seen; null where none is. */
  seenIn(sources: readonly BrushSource[]): (Rows & Spans) | null {
    const planes = sources.flatMap((source) => this.planes.get(source) ?? []);
    if (planes.length === 0 || !this.touched) return null;
    const { x, y, width, height } = this.touched;
    const left = new Int32Array(height).fill(x + width);
    const right = new Int32Array(height).fill(x);
    let [top, end] = [height, 0];
    for (let row = 0; row < height; row++) {
      const start = (y + row - this.rows.top) * this.width;
      for (const data of planes) {
        let from = x;
        while (from < left[row]! && data[start + from] === 0) from += 1;
        left[row] = from;
        let to = x + width;
        while (to > right[row]! && data[start + to - 1] === 0) to -= 1;
        right[row] = to;
      }
      if (left[row]! >= right[row]!) continue;
      top = Math.min(top, row);
      end = row + 1;
    }
    if (top >= end) return null;
    const seen = { left: left.subarray(top, end), right: right.subarray(top, end) };
    return { top: y + top, height: end - top, ...seen };
  }

  get #whole(): Box {
    return { x: 0, y: this.rows.top, width: this.width, height: this.rows.height };
  }

  #plane(source: BrushSource): void {
    if (this.planes.has(source)) return;
    this.planes.set(source, new Float32Array(this.width * this.rows.height));
  }

  /** How far a path covers the box; all of it where there is no path. */
  #coverOf({ path }: FittedStroke, box: Box): Float32Array {
    const size = box.width * box.height;
    if (this.#scratch.length < size) this.#scratch = new Float32Array(size);
    const data = this.#scratch.subarray(0, size).fill(path ? 0 : 1);
    if (path) coverPath({ ...box, data }, path);
    return data;
  }

  #limit(cover: Float32Array, box: Box, area: AreaRows): void {
    for (let row = 0, covered = 0; row < box.height; row++) {
      let masked = (box.y + row - area.top) * this.width + box.x;
      for (let column = 0; column < box.width; column++) {
        cover[covered++]! *= area.data[masked++]! / 255;
      }
    }
  }

  /** Brings each source closer to its share of the stroke. */
  #mix(shares: ReadonlyMap<BrushSource, number>, cover: Float32Array, box: Box): void {
    const planes = [...this.planes.values()];
    const wanted = Float64Array.from(this.planes.keys(), (source) => shares.get(source) ?? 0);
    for (let row = 0, covered = 0; row < box.height; row++) {
      let index = (box.y + row - this.rows.top) * this.width + box.x;
      for (let column = 0; column < box.width; column++, index++) {
        const share = cover[covered++]!;
        if (share === 0) continue;
        for (let plane = 0; plane < planes.length; plane++) {
          const data = planes[plane]!;
          data[index] = data[index]! + share * (wanted[plane]! - data[index]!);
        }
      }
    }
  }
}
