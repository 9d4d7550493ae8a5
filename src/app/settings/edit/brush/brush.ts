import { createStore } from 'zustand/vanilla';
import {
  mostStrokes,
  type Stroke,
  type StrokeArea,
  type StrokeEffect,
  type StrokePath,
} from '#domain/edit/strokes.ts';
import { isSame } from '#domain/edit/same.ts';
import { simplifyPath } from '#domain/compose/brush/simplify.ts';
import { getState, watch } from '../../../shared/state/store.ts';
import { setEdits } from '../tools.ts';

// The brush as it is set, and the strokes that it adds to the shown photo. Fetched with the brush.

/** In the order in which they are offered. */
export const effectKinds = ['photo', 'restore', 'erase', 'style', 'strength'] as const;
export type EffectKind = (typeof effectKinds)[number];

/** What a screen reader is told. */
export type BrushNews =
  | { readonly kind: 'added' | 'removed' | 'tooMany' }
  | { readonly kind: 'filled'; readonly area: StrokeArea };

export interface BrushState {
  readonly kind: EffectKind;
  /** The style that it paints in; null for the first that the picture is not drawn in. */
  readonly styleId: string | null;
  /** 0..1, of the effect of that name. */
  readonly strength: number;
  /** Where the size lies between the smallest and the largest, unit. */
  readonly size: number;
  readonly hardness: number;
  /** Null keeps to nothing. */
  readonly area: StrokeArea | null;
  readonly news: BrushNews | null;
}

/** Stays as it is set for as long as the page lives. */
export const brushStore = createStore<BrushState>()(() => ({
  kind: 'photo',
  styleId: null,
  strength: 0.5,
  size: 0.45,
  hardness: 0.6,
  area: null,
  news: null,
}));

// People are those of one picture.
watch(
  ({ photo }) => photo.work?.photo.previewId,
  () => {
    if (brushStore.getState().area?.kind === 'person') brushStore.setState({ area: null });
  },
);

/** The smallest and the largest radius, long sides of the picture. */
const radii = { min: 0.003, max: 0.16 } as const;

/** The radius of a size, long sides; equal steps of size are equal ratios. */
export function radiusOf(size: number): number {
  return radii.min * (radii.max / radii.min) ** size;
}

/** Makes the brush larger or smaller by a step. */
export function resizeBrush(by: -1 | 1): void {
  const { size } = brushStore.getState();
  brushStore.setState({ size: Math.min(1, Math.max(0, size + by * 0.05)) });
}

/** The style that the brush paints in: the chosen one, or the first that the picture is not drawn in. */
export function brushStyle(chosen: string | null, known: readonly string[]): string | null {
  const drawnIn = getState().photo.work?.drawing.recipe.styleId;
  return chosen ?? known.find((styleId) => styleId !== drawnIn) ?? known[0] ?? null;
}

/** What a stroke of the brush does now. */
export function brushEffect({ kind, styleId, strength }: BrushState): StrokeEffect {
  if (kind === 'strength') return { kind, strength };
  if (kind !== 'style') return { kind };
  const known = getState().device.styles.map(({ id }) => id);
  return { kind, styleId: brushStyle(styleId, known) ?? '' };
}

/**
 * Adds a stroke along `points`, triples as in {@link StrokePath}, with the brush as it is set. False where there are
 * too many strokes already.
 */
export function addStroke(points: readonly number[]): boolean {
  const state = brushStore.getState();
  const radius = radiusOf(state.size);
  const path: StrokePath = {
    radius,
    hardness: state.hardness,
    points: simplifyPath(points, radius),
  };
  const isAdded = add({ effect: brushEffect(state), area: state.area, path });
  if (isAdded) tell({ kind: 'added' });
  return isAdded;
}

/** Applies the brush to the whole area that it keeps to. */
export function fillArea(): void {
  const state = brushStore.getState();
  const { area } = state;
  if (!area) return;
  if (add({ effect: brushEffect(state), area, path: null })) tell({ kind: 'filled', area });
}

/** Takes all strokes away; one step back brings them back. */
export function removeStrokes(): void {
  setEdits({ strokes: undefined });
  tell({ kind: 'removed' });
}

function add(stroke: Stroke): boolean {
  const { strokes = [] } = getState().photo.edits;
  if (strokes.length >= mostStrokes) {
    tell({ kind: 'tooMany' });
    return false;
  }
  // Whoever fills an area again wants that instead of what is there.
  const last = strokes.at(-1);
  const isAgain = !stroke.path && last && !last.path && isSame(last.area, stroke.area);
  setEdits({ strokes: [...(isAgain ? strokes.slice(0, -1) : strokes), stroke] });
  return true;
}

/** Each is an object of its own, so that the same news twice is told twice. */
function tell(news: BrushNews): void {
  brushStore.setState({ news });
}
