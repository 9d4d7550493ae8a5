import { expect, test } from 'vitest';
import type { EngineEvent, Progress } from '#engine/contract.ts';
import { PendingCalls } from './pendingCalls.ts';

test('events are for pending calls only: a late one travels on another channel than the result', () => {
  const calls = new PendingCalls();
  const heard: Progress[] = [];
  calls.add('a', { reject: () => undefined, onProgress: (progress) => heard.push(progress) });
  const progress: Progress = { stage: 'scene', fraction: 0.5 };
  const event: EngineEvent = { type: 'progress', jobId: 'a', progress };
  expect(calls.accept(event)).toBe(true);
  calls.delete('a');
  expect(calls.accept(event)).toBe(false);
  expect(heard).toEqual([progress]);
});

test('a head is for its own call alone, and is freed where that does not want it', () => {
  const calls = new PendingCalls();
  const heard: ImageBitmap[] = [];
  const closed: string[] = [];
  const bitmap = (name: string): ImageBitmap => ({
    width: 1,
    height: 1,
    close: () => void closed.push(name),
  });
  const listeners = { reject: () => undefined, onProgress: () => undefined };
  calls.add('a', { ...listeners, onHead: (_faceId, head) => heard.push(head) });
  calls.add('b', listeners);
  for (const jobId of ['a', 'b', 'settled']) {
    expect(calls.accept({ type: 'head', jobId, faceId: 0, bitmap: bitmap(jobId) })).toBe(false);
  }
  expect(heard).toHaveLength(1);
  expect(closed).toEqual(['b', 'settled']);
});
