import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { cacheControl, headersFor } from './headers.ts';

const compress = promisify(brotliCompress);

const mimeTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
/** The type of a file, by its name. */
export const mimeType = (path: string): string =>
  mimeTypes[extname(path)] ?? 'application/octet-stream';

/** Models, fonts and pictures hardly shrink; text and WebAssembly do. */
const compressible = new Set(['.css', '.html', '.js', '.json', '.md', '.mjs', '.svg', '.wasm']);
/** Brotli's level 5 takes a tenth of the time of its maximum and is about 15 % larger. */
const brotliLevel = 5;

interface FoundFile {
  readonly filePath: string;
  readonly urlPath: string;
  readonly sizeBytes: number;
  readonly etag: string;
}

/**
 * A server of the files below `rootDir` with the project's security and isolation headers, or `headers`
 * in their place, and its cache headers. The caller starts and closes it. Answers GET and HEAD only; a
 * folder, named with its `/`, is its `index.html`, and without it an address that leads there.
 */
export function createStaticServer(
  rootDir: string,
  headers?: Readonly<Record<string, string>>,
): Server {
  const compressed = new Map<string, Promise<Buffer>>();
  return createServer((request, response) => {
    const path = decodePath(request.url ?? '/') ?? '/';
    for (const [name, value] of Object.entries(headers ?? headersFor(path))) {
      response.setHeader(name, value);
    }
    answer(rootDir, compressed, request, response).catch((error: unknown) => {
      // A client that goes away in the middle of a file is not a fault of the server.
      if (!response.headersSent) sendText(response, 500, 'Internal error');
      else response.destroy(error instanceof Error ? error : undefined);
    });
  });
}

/** Starts the server on a free port; its address, ending in `/`. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

async function answer(
  rootDir: string,
  compressed: Map<string, Promise<Buffer>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    // What comes with it is not read: the connection ends with the answer.
    response.setHeader('Connection', 'close');
    return sendText(response, 405, 'Method not allowed');
  }
  const file = await findFile(rootDir, request.url ?? '/');
  if (file === undefined) {
    const path = decodePath(request.url ?? '/');
    const folder = path && `${encodeURI(path)}/`;
    if (!folder || !(await findFile(rootDir, folder))) return sendText(response, 404, 'Not found');
    response.setHeader('Location', folder);
    return sendText(response, 301, 'Moved permanently');
  }
  const extension = extname(file.filePath);
  response.setHeader('Content-Type', mimeType(file.filePath));
  response.setHeader('Cache-Control', cacheControl(file.urlPath));
  response.setHeader('ETag', file.etag);
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end();
    return;
  }
  if (compressible.has(extension)) {
    response.setHeader('Vary', 'Accept-Encoding');
    if (/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) {
      return sendCompressed(compressed, file, request, response);
    }
  }
  response.setHeader('Content-Length', file.sizeBytes);
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file.filePath), response);
}

async function findFile(rootDir: string, url: string): Promise<FoundFile | undefined> {
  const path = decodePath(url);
  if (path === undefined) return undefined;
  const urlPath = path.endsWith('/') ? `${path}index.html` : path;
  const filePath = join(rootDir, urlPath);
  const info = await stat(filePath).catch(() => undefined);
  if (info === undefined || !info.isFile()) return undefined;
  const etag = `"${info.size.toString(36)}-${Math.round(info.mtimeMs).toString(36)}"`;
  return { filePath, urlPath, sizeBytes: info.size, etag };
}

/** The URL's path with every `..` resolved against the root, or undefined when it is malformed. */
function decodePath(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0]!);
    return path.includes('\0') ? undefined : normalize(`/${path}`);
  } catch {
    return undefined;
  }
}

async function sendCompressed(
  compressed: Map<string, Promise<Buffer>>,
  file: FoundFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const key = `${file.filePath} ${file.etag}`;
  let pending = compressed.get(key);
  if (pending === undefined) {
    pending = readFile(file.filePath).then((bytes) =>
      compress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliLevel } }),
    );
    compressed.set(key, pending);
    pending.catch(() => compressed.delete(key));
  }
  const body = await pending;
  response.setHeader('Content-Encoding', 'br');
  response.setHeader('Content-Length', body.length);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function sendText(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'Content-Type': mimeTypes['.txt'] }).end(`${message}\n`);
}
