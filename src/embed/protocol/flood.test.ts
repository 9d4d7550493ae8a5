import { describe, expect, it } from 'vitest';
import { createFloodGate } from './flood.ts';

const limits = { most: 3, windowMs: 100, quietMs: 20 };

describe('createFloodGate', () => {
  it('obeys what stays within the limit, for ever', () => {
    const gate = createFloodGate(limits);
    const verdicts = Array.from({ length: 50 }, (_, index) => gate(index * 40));
    expect(new Set(verdicts)).toEqual(new Set(['obey']));
  });

  it('refuses a burst once and drops the rest of it', () => {
    const gate = createFloodGate(limits);
    const verdicts = Array.from({ length: 1000 }, () => gate(5));
    expect(verdicts.slice(0, 5)).toEqual(['obey', 'obey', 'obey', 'refuse', 'drop']);
    expect(verdicts.filter((verdict) => verdict !== 'drop')).toHaveLength(4);
  });

  it('stays closed as long as the flood goes on, whatever the window', () => {
    const gate = createFloodGate(limits);
    const verdicts = Array.from({ length: 100 }, (_, index) => gate(index * 10));
    expect(verdicts.filter((verdict) => verdict === 'obey')).toHaveLength(3);
    expect(verdicts.filter((verdict) => verdict === 'refuse')).toHaveLength(1);
  });

  it('opens after a silence, and refuses the next burst again', () => {
    const gate = createFloodGate(limits);
    for (let count = 0; count < 10; count += 1) gate(0);
    const again = [gate(20), gate(20), gate(20), gate(20), gate(20)];
    expect(again).toEqual(['obey', 'obey', 'obey', 'refuse', 'drop']);
  });
});
