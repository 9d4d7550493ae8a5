import { batchFraction, remainingMs, tally } from './batchQueue.ts';
import type { BatchSlice } from '../shared/state/batchSlice.ts';
import type { Formats } from '../shared/formats.ts';
import { timeWords } from '../text/timeWords.ts';
import type { LaterText } from '../text/later.ts';

/** How far the batch is, in words and from 0 to 1. */
export interface BatchProgress {
  /** `12 of 48 drawn, about 3 minutes left` */
  readonly words: string;
  readonly fraction: number;
}

export function batchProgress(batch: BatchSlice, text: LaterText, formats: Formats): BatchProgress {
  const counts = tally(batch.items);
  const { running, waiting, done, total } = counts;
  const drawn = text.batchDone(formats.count(done), formats.count(total));
  const fraction = batchFraction(counts, batch.fraction);
  if (running === 0) return { words: drawn, fraction };
  if (batch.isPaused && waiting > 0) return { words: `${drawn} · ${text.batchPausing}`, fraction };
  const leftMs = remainingMs(counts, batch.fraction, batch.durationsMs);
  if (leftMs === null) return { words: drawn, fraction };
  return { words: `${drawn} · ${text.timeLeft(timeWords(leftMs, text, formats))}`, fraction };
}

/** The screen reader's message: how many are drawn, and the end. */
export function batchNews({ items }: BatchSlice, text: LaterText, formats: Formats): string {
  const { running, waiting, done, total } = tally(items);
  const counts = [formats.count(done), formats.count(total)] as const;
  if (running > 0) return text.batchDone(...counts);
  return waiting === 0 && done > 0 ? text.batchFinished(...counts) : '';
}
