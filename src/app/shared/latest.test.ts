import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLatest } from './latest.ts';

const graceMs = 300;

/** Runs that take `runMs` and end early when aborted. */
function timedRuns(runMs: number) {
  const log: string[] = [];
  const run = (value: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      log.push(`start ${value}`);
      const timer = setTimeout(() => {
        log.push(`end ${value}`);
        resolve();
      }, runMs);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        log.push(`abort ${value}`);
        resolve();
      });
    });
  return { log, run };
}

describe('createLatest', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('lets a quick run finish and then takes the newest value only', async () => {
    const { log, run } = timedRuns(100);
    const latest = createLatest(run, graceMs);
    latest.push(1);
    latest.push(2);
    latest.push(3);
    await vi.advanceTimersByTimeAsync(1000);
    expect(log).toEqual(['start 1', 'end 1', 'start 3', 'end 3']);
  });

  it('aborts a slow run once a newer value has waited for the grace time', async () => {
    const { log, run } = timedRuns(5000);
    const latest = createLatest(run, graceMs);
    latest.push(1);
    await vi.advanceTimersByTimeAsync(1000);
    latest.push(2);
    await vi.advanceTimersByTimeAsync(graceMs - 1);
    expect(log).toEqual(['start 1']);
    latest.push(3);
    await vi.advanceTimersByTimeAsync(1);
    expect(log).toEqual(['start 1', 'abort 1', 'start 3']);
    await vi.advanceTimersByTimeAsync(5000);
    expect(log.at(-1)).toBe('end 3');
  });

  it('waits for a rest where it is asked to', async () => {
    const { log, run } = timedRuns(100);
    const latest = createLatest(run, graceMs);
    latest.push(1, 150);
    await vi.advanceTimersByTimeAsync(149);
    latest.push(2, 150);
    await vi.advanceTimersByTimeAsync(149);
    expect(log).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(log).toEqual(['start 2']);
    latest.push(3, 150);
    expect(latest.isWaiting).toBe(true);
    await vi.advanceTimersByTimeAsync(149);
    expect(log).toEqual(['start 2', 'end 2']);
    expect(latest.isWaiting).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(log.at(-1)).toBe('start 3');
    expect(latest.isWaiting).toBe(false);
    latest.push(4, 150);
    latest.push(5);
    await vi.advanceTimersByTimeAsync(100);
    expect(log.at(-1)).toBe('start 5');
    latest.stop();
    latest.push(6, 150);
    latest.stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(log.at(-1)).toBe('abort 5');
  });

  it('stops at once and forgets what waits', async () => {
    const { log, run } = timedRuns(100);
    const latest = createLatest(run, graceMs);
    latest.push(1);
    latest.push(2);
    latest.stop();
    expect(log).toEqual(['start 1', 'abort 1']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(log).toEqual(['start 1', 'abort 1']);
    latest.push(4);
    await vi.advanceTimersByTimeAsync(1000);
    expect(log.at(-1)).toBe('end 4');
  });
});
