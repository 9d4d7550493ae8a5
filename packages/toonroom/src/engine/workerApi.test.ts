import { afterEach, expect, test, vi } from 'vitest';
import { type CallMethods, callNames } from './calls.ts';
import type { JobContext } from './jobs/jobs.ts';
import { createWorkerApi } from './workerApi.ts';

const settings = {
  assetBaseUrl: 'http://localhost/',
  backend: 'auto',
  diagnostics: false,
  fallback: 'none',
  lifeLockName: 'a worker',
} as const;

const channels: MessageChannel[] = [];

afterEach(() => {
  vi.unstubAllGlobals();
  for (const { port1, port2 } of channels.splice(0)) [port1, port2].forEach((port) => port.close());
});

/** Connects a worker where `request` answers for the browser's Web Locks. */
async function connectWith(request: (name: string, held: () => unknown) => unknown) {
  vi.stubGlobal('navigator', { locks: { request } });
  const api = createWorkerApi(() => ({
    plannedBackend: () => Promise.resolve('wasm'),
    ...(Object.fromEntries(
      callNames.map((name) => [name, vi.fn<never>()]),
    ) as unknown as CallMethods<JobContext>),
    release: () => undefined,
  }));
  const channel = new MessageChannel();
  channels.push(channel);
  const holdsLifeLock = await api.connect(settings, channel.port1);
  return { holdsLifeLock, backend: await api.plannedBackend() };
}

test('a worker holds its life lock and says so', async () => {
  const names: string[] = [];
  const connected = await connectWith((name, held) => {
    names.push(name);
    return Promise.resolve(held());
  });
  expect(names).toEqual(['a worker']);
  expect(connected).toEqual({ holdsLifeLock: true, backend: 'wasm' });
});

test('a worker whose browser refuses locks works without one', async () => {
  const denied = () => Promise.reject(new DOMException('denied', 'SecurityError'));
  expect(await connectWith(denied)).toEqual({ holdsLifeLock: false, backend: 'wasm' });
});
