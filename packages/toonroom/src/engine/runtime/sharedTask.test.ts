import { expect, test } from 'vitest';
import { Gate } from '../jobs/gate.ts';
import { RecentMap } from '../photo/recentMap.ts';
import { SharedTask } from './sharedTask.ts';

test('jobs share one run, and each hears its news', async () => {
  let runs = 0;
  const task = new SharedTask<string, number>(async (tell) => {
    runs += 1;
    await Promise.resolve();
    tell(runs);
    return 'ready';
  });
  const heard: string[] = [];
  const both = [task.get((n) => heard.push(`a${n}`)), task.get((n) => heard.push(`b${n}`))];
  expect(await Promise.all(both)).toEqual(['ready', 'ready']);
  expect(await task.get(() => expect.fail('nothing happens any more'))).toBe('ready');
  expect(heard).toEqual(['a1', 'b1']);
});

test('whether it succeeds or not, a run settles, and so does none', async () => {
  const log: string[] = [];
  const task = new SharedTask<string, never>(async () => {
    await Promise.resolve();
    log.push('ran');
    throw new Error('not this time');
  });
  await task.settled();
  expect(log).toEqual([]);
  const failed = task.get(() => undefined).catch(() => log.push('failed'));
  await task.settled();
  expect(log[0]).toBe('ran');
  await failed;
});

test('a failed run is forgotten', async () => {
  let runs = 0;
  const task = new SharedTask<number, never>(async () => {
    runs += 1;
    if (runs === 1) throw new Error('first');
    return runs;
  });
  await expect(task.get(() => undefined)).rejects.toThrow('first');
  expect(await task.get(() => undefined)).toBe(2);
});

test('the gate lets one task through at a time, and a failure does not close it', async () => {
  const gate = new Gate();
  const log: string[] = [];
  const task = (name: string) => async (): Promise<void> => {
    log.push(`${name} in`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    log.push(`${name} out`);
    if (name === 'a') throw new Error(name);
  };
  const first = gate.run(task('a'));
  const second = gate.run(task('b'));
  await expect(first).rejects.toThrow('a');
  await second;
  expect(log).toEqual(['a in', 'a out', 'b in', 'b out']);
});

test('the entry used longest ago is dropped, once', () => {
  const dropped: string[] = [];
  const map = new RecentMap<number, string>(2, (value) => dropped.push(value));
  map.set(1, 'one');
  map.set(2, 'two');
  map.get(1);
  map.set(3, 'three');
  expect(dropped).toEqual(['two']);
  map.set(3, 'third');
  map.delete(1);
  map.delete(1);
  expect(dropped).toEqual(['two', 'three', 'one']);
  expect([map.get(1), map.get(2), map.get(3)]).toEqual([undefined, undefined, 'third']);
});
