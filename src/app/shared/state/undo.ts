import { isSame } from '#domain/edit/same.ts';

// Steps back and forth through what somebody has set. A step holds only what it changed, so that it can be taken
// back whatever else has changed since.

/** What one change has changed, as it was and as it became. */
interface Step<Values> {
  readonly before: Partial<Values>;
  readonly after: Partial<Values>;
  /** Changes of the same gesture, as one drag of a slider, are one step; null belongs to none. */
  readonly gesture: number | null;
}

/** Newest steps last in `past`, first in `future`. */
export interface Timeline<Values> {
  readonly past: readonly Step<Values>[];
  readonly future: readonly Step<Values>[];
}

/** Where a step leads, and what it changes there. */
interface Move<Values> {
  readonly timeline: Timeline<Values>;
  readonly change: Partial<Values>;
}

export const emptyTimeline: Timeline<never> = { past: [], future: [] };

/** Older steps are forgotten. */
const mostSteps = 100;

/** The timeline after a change of `now`; the very same one where nothing changes. */
export function withStep<Values extends object>(
  timeline: Timeline<Values>,
  now: Values,
  change: Partial<Values>,
  gesture: number | null = null,
): Timeline<Values> {
  const keys = differingKeys(now, change);
  if (keys.length === 0) return timeline;
  const before = pick(now, keys);
  const after = pick(change, keys);
  const last = timeline.past.at(-1);
  const goesOn = gesture !== null && last?.gesture === gesture;
  const step = goesOn
    ? { before: { ...before, ...last.before }, after: { ...last.after, ...after }, gesture }
    : { before, after, gesture };
  const past = goesOn ? timeline.past.slice(0, -1) : timeline.past;
  return { past: [...past, step].slice(-mostSteps), future: [] };
}

/** One step back from `now`; steps that would change nothing any more are passed over. Null at the beginning. */
export function stepBack<Values extends object>(
  { past, future }: Timeline<Values>,
  now: Values,
): Move<Values> | null {
  const index = past.findLastIndex(({ before }) => differingKeys(now, before).length > 0);
  const step = past[index];
  if (!step) return null;
  const timeline = { past: past.slice(0, index), future: [...past.slice(index), ...future] };
  return { timeline, change: step.before };
}

/** One step forward again from `now`, as `stepBack` goes back. Null at the end. */
export function stepForward<Values extends object>(
  { past, future }: Timeline<Values>,
  now: Values,
): Move<Values> | null {
  const index = future.findIndex(({ after }) => differingKeys(now, after).length > 0);
  const step = future[index];
  if (!step) return null;
  const end = index + 1;
  const timeline = { past: [...past, ...future.slice(0, end)], future: future.slice(end) };
  return { timeline, change: step.after };
}

function differingKeys<Values extends object>(
  now: Values,
  change: Partial<Values>,
): readonly (keyof Values)[] {
  const keys = Object.keys(change) as (keyof Values)[];
  return keys.filter((key) => !isSame(now[key], change[key]));
}

function pick<Values extends object>(
  from: Partial<Values>,
  keys: readonly (keyof Values)[],
): Partial<Values> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Partial<Values>;
}
