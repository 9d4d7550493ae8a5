import { describe, expect, it } from 'vitest';
import { emptyTimeline, stepBack, stepForward, type Timeline, withStep } from './undo.ts';

interface Values {
  readonly style: string;
  readonly strength: number;
  readonly faces: Readonly<Record<number, { readonly strength: number }>>;
}

const start: Values = { style: '3d', strength: 1, faces: {} };

/** Values with the history that led to them. */
class Desk {
  values: Values = start;
  timeline: Timeline<Values> = emptyTimeline;

  set(change: Partial<Values>, gesture?: number): this {
    this.timeline = withStep(this.timeline, this.values, change, gesture);
    return this.drift(change);
  }

  /** Changes something that is no step. */
  drift(change: Partial<Values>): this {
    this.values = { ...this.values, ...change };
    return this;
  }

  /** Whether there was a step. */
  move(step: typeof stepBack): boolean {
    const move = step(this.timeline, this.values);
    if (!move) return false;
    this.timeline = move.timeline;
    this.drift(move.change);
    return true;
  }
}

describe('steps', () => {
  it('lead back to the start and forward to the end', () => {
    const desk = new Desk().set({ style: 'anime' }).set({ strength: 0.5 });
    const faces = { 1: { strength: 0.2 } };
    desk.set({ faces });
    const seen: Values[] = [];
    while (desk.move(stepBack)) seen.push(desk.values);
    expect(seen).toEqual([
      { style: 'anime', strength: 0.5, faces: {} },
      { style: 'anime', strength: 1, faces: {} },
      start,
    ]);
    while (desk.move(stepForward));
    expect(desk.values).toEqual({ style: 'anime', strength: 0.5, faces });
  });

  it('take several values back together', () => {
    const desk = new Desk().set({ style: 'anime', strength: 0.5 });
    desk.move(stepBack);
    expect(desk.values).toEqual(start);
  });

  it('are none where nothing changes', () => {
    const desk = new Desk().set({ style: '3d', faces: {} });
    expect(desk.timeline).toBe(emptyTimeline);
    expect(desk.move(stepBack)).toBe(false);
    expect(desk.move(stepForward)).toBe(false);
  });

  it('of one gesture are one', () => {
    const desk = new Desk().set({ strength: 0.9 }, 1).set({ strength: 0.7 }, 1);
    desk.set({ strength: 0.5 }, 2).set({ strength: 0.4 }, 2);
    desk.move(stepBack);
    expect(desk.values.strength).toBe(0.7);
    desk.move(stepBack);
    expect(desk.values.strength).toBe(1);
    desk.move(stepForward);
    expect(desk.values.strength).toBe(0.7);
  });

  it('forget what was undone once something else is set', () => {
    const desk = new Desk().set({ strength: 0.9 }, 1);
    desk.move(stepBack);
    desk.set({ strength: 0.6 }, 1);
    expect(desk.move(stepForward)).toBe(false);
    desk.move(stepBack);
    expect(desk.values).toEqual(start);
  });

  it('touch nothing but what they changed', () => {
    const desk = new Desk().set({ style: 'anime' }).drift({ strength: 0.3 });
    desk.move(stepBack);
    expect(desk.values).toEqual({ ...start, strength: 0.3 });
  });

  it('that were cancelled are passed over, but can be done after all', () => {
    const desk = new Desk().set({ strength: 0.5 }).set({ style: 'anime' });
    desk.drift({ style: '3d' });
    desk.move(stepBack);
    expect(desk.values).toEqual(start);
    desk.move(stepForward);
    desk.move(stepForward);
    expect(desk.values).toEqual({ ...start, strength: 0.5, style: 'anime' });
  });

  it('are bounded, the oldest forgotten first', () => {
    const desk = new Desk();
    for (let step = 1; step <= 130; step++) desk.set({ strength: step });
    let count = 0;
    while (desk.move(stepBack)) count += 1;
    expect(count).toBe(100);
    expect(desk.values.strength).toBe(30);
  });
});
