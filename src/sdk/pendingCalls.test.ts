import { expect, test } from 'vitest';
import type { EngineEvent, Progress } from '#engine/contract.ts';
import { PendingCalls } from './pendingCalls.ts';

test('events are for pending calls only: a late one travels on another channel than the result', () => {
  const calls = new PendingCalls();
  const heard: Progress[] = [];
  calls.add('a', { reject: () => undefined, progress: (progress) => heard.push(progress) });
  const progress: Progress = { stage: 'scene', fraction: 0.5 };
  const event: EngineEvent = { type: 'progress', jobId: 'a', progress };
  expect(calls.accept(event)).toBe(true);
  calls.delete('a');
  expect(calls.accept(event)).toBe(false);
  expect(heard).toEqual([progress]);
});
