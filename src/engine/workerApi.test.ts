import { afterEach, expect, test, vi } from 'vitest';
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
    styles: vi.fn<never>(),
    open: vi.fn<never>(),
    load: vi.fn<never>(),
    render: vi.fn<never>(),
    encode: vi.fn<never>(),
    thumbnail: vi.fn<never>(),
    closeUp: vi.fn<never>(),
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
