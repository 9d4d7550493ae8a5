import { describe, expect, it } from 'vitest';
import { newItem } from './batchQueue.ts';
import { type BatchSlice, type BatchStatus, initialBatch } from '../shared/state/batchSlice.ts';
import { timeWords } from '../text/timeWords.ts';
import { batchNews, batchProgress } from './batchWords.ts';
import { formatsOf } from '../shared/formats.ts';
import { laterTexts } from '../text/later.ts';

const text = laterTexts.en;
const formats = formatsOf('en');

const batch = (statuses: readonly BatchStatus[], more: Partial<BatchSlice> = {}): BatchSlice => ({
  ...initialBatch,
  isPaused: false,
  items: statuses.map((status, index) => ({ ...newItem(`${index}`, 'a.jpg'), status })),
  ...more,
});

const words = (of: BatchSlice): string => batchProgress(of, text, formats).words;

describe('batchProgress', () => {
  it('tells the time that is left once a photo has told how long one takes', () => {
    expect(words(batch(['running', 'waiting']))).toBe('0 of 2 drawn');
    const durationsMs = [70_000];
    expect(words(batch(['done', 'running', 'waiting'], { durationsMs, fraction: 0.5 }))).toBe(
      '1 of 3 drawn · about 2 minutes left',
    );
  });

  it('promises a pause after the running photo, and no time at rest', () => {
    const paused = { isPaused: true, durationsMs: [1000] };
    expect(words(batch(['running', 'waiting'], paused))).toContain(text.batchPausing);
    expect(words(batch(['done', 'waiting'], paused))).toBe('1 of 2 drawn');
  });
});

describe('timeWords', () => {
  it('is as exact as it can be believed', () => {
    const said = [20_000, 60_000, 100_000, 89 * 60_000, 95 * 60_000].map((ms) =>
      timeWords(ms, text, formats),
    );
    expect(said).toEqual([
      'less than a minute',
      'about a minute',
      'about 2 minutes',
      'about 89 minutes',
      'about 2 hours',
    ]);
  });
});

describe('batchNews', () => {
  it('says nothing before the start, then the count, then the end', () => {
    expect(batchNews(batch(['waiting', 'waiting']), text, formats)).toBe('');
    expect(batchNews(batch(['done', 'running']), text, formats)).toBe('1 of 2 drawn');
    expect(batchNews(batch(['done', 'failed']), text, formats)).toBe('Finished: 1 of 2 drawn.');
  });
});
