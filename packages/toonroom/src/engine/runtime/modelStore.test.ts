import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ModelStore } from './modelStore.ts';

const model = Buffer.from('the weights of a model');
const spec = {
  file: 'a.onnx',
  bytes: model.byteLength,
  sha256: createHash('sha256').update(model).digest('hex'),
};
const sameSizeButWrong = Buffer.from('the weights of a modem');

let server: Server;
let answers: (Buffer | number)[];
let requests: string[];
let store: ModelStore;
let kept: Map<string, Buffer>;

/** The browser's Cache API as far as the store uses it: Node has none. */
function fakeCaches(): unknown {
  const cache = {
    match: async (url: string) =>
      kept.has(url) ? new Response(new Uint8Array(kept.get(url)!)) : undefined,
    put: async (url: string, response: Response) =>
      void kept.set(url, Buffer.from(await response.arrayBuffer())),
    delete: async (url: string) => kept.delete(url),
  };
  return { open: async () => cache };
}

/** Serves the answers in turn, the last one for ever; a number is an HTTP status. */
beforeEach(async () => {
  answers = [model];
  requests = [];
  kept = new Map();
  vi.stubGlobal('caches', fakeCaches());
  server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
    if (typeof answer === 'number') response.writeHead(answer).end('<html>error</html>');
    else response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  store = new ModelStore(`http://127.0.0.1:${port}/models/`);
});

afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const read = async (onBytes: (bytes: number) => void = () => undefined): Promise<string> =>
  Buffer.from(await store.file(spec, onBytes)).toString();

test('a file is downloaded once, then read from this device', async () => {
  const bytes: number[] = [];
  expect(await read((received) => bytes.push(received))).toBe(model.toString());
  expect(bytes.at(-1)).toBe(model.byteLength);
  expect(await read()).toBe(model.toString());
  expect(requests).toEqual(['/models/a.onnx']);
});

test('a wrong download is fetched once more', async () => {
  answers = [sameSizeButWrong, model];
  expect(await read()).toBe(model.toString());
  expect(requests).toHaveLength(2);
});

test('a wrong copy on this device is evicted and replaced', async () => {
  kept.set(store.url('a.onnx'), sameSizeButWrong);
  expect(await read()).toBe(model.toString());
  expect(requests).toHaveLength(1);
  expect(kept.get(store.url('a.onnx'))).toEqual(model);
});

test('twice wrong is MODEL_CORRUPT, and nothing wrong is kept', async () => {
  answers = [sameSizeButWrong];
  await expect(read()).rejects.toMatchObject({ code: 'MODEL_CORRUPT', stage: 'download' });
  expect(requests).toHaveLength(2);
  kept.set(store.url('a.onnx'), sameSizeButWrong);
  await expect(read()).rejects.toMatchObject({ code: 'MODEL_CORRUPT' });
  expect(kept.size).toBe(0);
});

test('a missing file and a dead server are MODEL_UNREACHABLE', async () => {
  answers = [404];
  await expect(read()).rejects.toMatchObject({ code: 'MODEL_UNREACHABLE', retryable: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await expect(read()).rejects.toMatchObject({ code: 'MODEL_UNREACHABLE' });
});

test('a manifest that is not JSON is MODEL_CORRUPT, and asked for again next time', async () => {
  answers = [Buffer.from('<html>')];
  await expect(store.manifest()).rejects.toMatchObject({ code: 'MODEL_CORRUPT' });
  await expect(store.manifest()).rejects.toMatchObject({ code: 'MODEL_CORRUPT' });
  expect(requests).toHaveLength(2);
});

test('a browser that refuses to keep anything downloads each time', async () => {
  const refuse = () => Promise.reject(new DOMException('denied', 'SecurityError'));
  vi.stubGlobal('caches', { open: refuse });
  expect(await read()).toBe(model.toString());
  expect(await read()).toBe(model.toString());
  expect(requests).toHaveLength(2);
});

test('a store that is to keep nothing neither reads nor writes a copy', async () => {
  const open = vi.fn<() => Promise<never>>();
  vi.stubGlobal('caches', { open });
  store = new ModelStore(store.url(''), false);
  expect(await read()).toBe(model.toString());
  expect(await read()).toBe(model.toString());
  expect(requests).toHaveLength(2);
  expect(open).not.toHaveBeenCalled();
});
