import { expect, test } from 'vitest';
import { Jobs } from './jobs.ts';

/** A promise and what resolves it. */
function latch(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test.each(['preview', 'export', 'immediate'] as const)(
  'an idle job waits for one in the %s lane',
  async (lane) => {
    const jobs = new Jobs();
    const told: string[] = [];
    const { opened, open } = latch();
    const urgent = jobs.run('urgent', lane, async () => {
      await opened;
      told.push('urgent');
    });
    const idle = jobs.run('idle', 'idle', async ({ whenFree }) => {
      await whenFree();
      told.push('idle');
    });
    open();
    await Promise.all([urgent, idle]);
    expect(told).toEqual(['urgent', 'idle']);
  },
);

test('an idle job steps aside for one that comes later, and goes on afterwards', async () => {
  const jobs = new Jobs();
  const told: string[] = [];
  const prepared = latch();
  const { opened, open } = latch();
  const idle = jobs.run('idle', 'idle', async ({ whenFree }) => {
    await whenFree();
    told.push('prepares');
    prepared.open();
    await whenFree();
    told.push('draws');
  });
  await prepared.opened;
  const preview = jobs.run('preview', 'preview', async () => {
    await opened;
    told.push('preview');
  });
  open();
  await Promise.all([preview, idle]);
  expect(told).toEqual(['prepares', 'preview', 'draws']);
});

test('an idle job that waits can be cancelled', async () => {
  const jobs = new Jobs();
  const { opened, open } = latch();
  const urgent = jobs.run('urgent', 'export', () => opened);
  const idle = jobs.run('idle', 'idle', async ({ whenFree }) => {
    await whenFree();
    expect.fail('it must not go on');
  });
  jobs.cancel('idle');
  await expect(idle).rejects.toMatchObject({ name: 'AbortError' });
  open();
  await urgent;
});

test('a paused job waits until it is resumed or cancelled', async () => {
  const jobs = new Jobs();
  const told: string[] = [];
  const frame = latch();
  const video = jobs.run('video', 'export', async ({ whenResumed }) => {
    await frame.opened;
    await whenResumed();
    told.push('goes on');
  });
  jobs.pause('video', true);
  frame.open();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(told).toEqual([]);
  jobs.pause('video', false);
  await video;
  expect(told).toEqual(['goes on']);

  const other = jobs.run('other', 'export', ({ whenResumed }) => whenResumed());
  jobs.pause('other', true);
  jobs.cancel('other');
  await expect(other).rejects.toMatchObject({ name: 'AbortError' });
  // A job that has ended is not held back when its id comes again.
  jobs.pause('video', true);
  await jobs.run('video', 'export', ({ whenResumed }) => whenResumed());
});
