import { afterEach, expect, test } from 'vitest';
import { JobEvents } from './events.ts';
import { JobRun } from './jobRun.ts';

let unheard: unknown[] = [];
const hear = (reason: unknown): void => void unheard.push(reason);

afterEach(() => {
  process.off('unhandledRejection', hear);
});

function runWith(signal: AbortSignal): JobRun {
  return new JobRun({ signal, events: new JobEvents('job-1', ['prepare'], () => undefined) });
}

test('an abort ends the waiting, not the work', async () => {
  const job = new AbortController();
  let finish: (value: string) => void = () => undefined;
  const shared = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const waiting = runWith(job.signal).wait(shared);
  job.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  finish('done');
  await expect(shared).resolves.toBe('done');
});

test('work that fails after its job was aborted fails quietly', async () => {
  process.on('unhandledRejection', hear);
  unheard = [];
  const shared = Promise.reject(new Error('offline'));
  const waiting = runWith(AbortSignal.abort()).wait(shared);
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  await new Promise((resolve) => setTimeout(resolve));
  expect(unheard).toEqual([]);
});
