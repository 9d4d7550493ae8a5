import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headersFile, headersFor, securityHeaders } from './headers.ts';
import { createStaticServer } from './staticServer.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

describe('createStaticServer', () => {
  let root = '';
  let server: Server;
  const script = 'export const answer = 42;\n'.repeat(50);

  beforeAll(async () => {
    const parent = await mkdtemp(join(tmpdir(), 'serve-'));
    root = join(parent, 'dist');
    await mkdir(join(root, 'assets'), { recursive: true });
    await writeFile(join(parent, 'secret.txt'), 'secret');
    await mkdir(join(root, 'below'));
    await writeFile(join(root, 'index.html'), '<!doctype html>');
    await writeFile(join(root, 'below/index.html'), '<!doctype html>below');
    await writeFile(join(root, 'assets/app-abc123.js'), script);
    await writeFile(join(root, 'face.task'), 'model');
    await writeFile(join(root, 'below/embed.html'), '<!doctype html>');
    server = createStaticServer(root);
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(join(root, '..'), { recursive: true });
  });

  // node:http rather than fetch, which would resolve ".." and decode the body by itself.
  const get = (path: string, headers = {}, method = 'GET'): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      request({ host: 'localhost', port, path, headers, method, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { statusCode = 0 } = response;
          resolve({ status: statusCode, headers: response.headers, body: Buffer.concat(chunks) });
        });
      })
        .on('error', reject)
        .end();
    });

  it.each(['/', '/assets/app-abc123.js', '/missing'])('sends the headers with %s', async (path) => {
    const { headers } = await get(path);
    for (const [name, value] of Object.entries(securityHeaders)) {
      expect(headers[name.toLowerCase()]).toBe(value);
    }
  });

  it('lets other sites frame the editor that is made for them, and nothing else', async () => {
    const { headers } = await get('/below/embed.html?host=https%3A%2F%2Fexample.com');
    expect(headers['content-security-policy']).toMatch(/frame-ancestors \*$/);
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
    for (const path of ['/', '/below/', '/other-embed.html', '/embed.html/', '/embed.htmlx']) {
      const { headers } = await get(path);
      expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'$/);
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });

  it('answers a folder with its page', async () => {
    expect((await get('/below/')).body.toString()).toBe('<!doctype html>below');
    expect((await get('/assets/')).status).toBe(404);
    const { status, headers } = await get('/below?from=here');
    expect([status, headers.location]).toEqual([301, '/below/']);
  });

  it('lets hashed files be kept for ever and the rest be revalidated', async () => {
    expect((await get('/assets/app-abc123.js')).headers['cache-control']).toContain('immutable');
    const page = await get('/');
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const again = await get('/', { 'If-None-Match': page.headers.etag });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('compresses text for those who accept it, and models never', async () => {
    const plain = await get('/assets/app-abc123.js');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toBe(script);
    const packed = await get('/assets/app-abc123.js', { 'Accept-Encoding': 'gzip, br' });
    expect(packed.headers['content-encoding']).toBe('br');
    expect(packed.body.length).toBeLessThan(script.length / 4);
    expect(brotliDecompressSync(packed.body).toString()).toBe(script);
    const model = await get('/face.task', { 'Accept-Encoding': 'br' });
    expect(model.headers['content-encoding']).toBeUndefined();
    expect(model.headers['content-length']).toBe('5');
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets', '/%00', '/%', '/none.js'])(
    'answers 404 to %s',
    async (path) => {
      const { status, body } = await get(path);
      expect(status).toBe(404);
      expect(body.toString()).toBe('Not found\n');
    },
  );

  it('answers HEAD without a body and refuses other methods', async () => {
    const head = await get('/face.task', {}, 'HEAD');
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '5', 0]);
    expect((await get('/', {}, 'POST')).status).toBe(405);
  });

  it('refuses what is posted before it has come, and reads none of it', async () => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, 'localhost');
    socket.write(
      'POST /share-target HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\nphoto',
    );
    const chunks: Buffer[] = [];
    // The rest is never sent: the answer and the end come all the same.
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    const answer = Buffer.concat(chunks).toString();
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).toMatch(/^Connection: close\r$/im);
  });
});

describe('headersFile', () => {
  const entries = ['assets/', 'embed.html', 'index.html', 'studio/', 'toonroom-embed.js'];
  const rules = headersFile(entries)
    .trim()
    .split(/\n(?=\/)/)
    .map((rule) => {
      const [path, ...lines] = rule.split('\n');
      return {
        isFor: (asked: string) =>
          path!.endsWith('*') ? asked.startsWith(path!.slice(0, -1)) : asked === path,
        headers: lines.map((line) => /^ {2}([\w-]+): (.+)$/.exec(line)!.slice(1)),
      };
    });

  it.each([
    ['/', '/index.html'],
    ['/studio/', '/studio/index.html'],
    ['/embed.html', '/embed.html'],
    ['/embed', '/embed.html'],
    ['/toonroom-embed.js', '/toonroom-embed.js'],
  ])('gives %s each header of our own server once', (asked, path) => {
    const given = rules.filter(({ isFor }) => isFor(asked)).flatMap(({ headers }) => headers);
    const names = given.map(([name]) => name);
    expect(names).toHaveLength(new Set(names).size);
    expect(Object.fromEntries(given)).toEqual(headersFor(path));
  });

  it('lets hashed files be kept for ever', () => {
    const given = rules.filter(({ isFor }) => isFor('/assets/a.js'));
    expect(given.flatMap(({ headers }) => headers)).toContainEqual([
      'Cache-Control',
      'public, max-age=31536000, immutable',
    ]);
  });
});
