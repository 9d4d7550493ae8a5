import type { BuiltFile, FileGroup } from './fileGroups.ts';
import { fileGroups, groupOf } from './fileGroups.ts';
import type { Answer, KeptGroup, Request as PageRequest } from './messages.ts';
import { createShares, postedFiles } from './shares.ts';
import { sharedHash, shareTargetPath } from './shareTarget.ts';

// Keeps the app on this device, so that it opens without a network, and isolates the page on hosts
// that cannot send headers. Everything kept is checked against the build's own hashes. What the system shares
// with the app is posted to an address that the service worker answers by itself.

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build. */
declare const BUILT_FILES: readonly BuiltFile[];
/** The headers every response should have had; put in by the build. */
declare const SECURITY_HEADERS: Readonly<Record<string, string>>;
/** What single files send instead or as well, by their path; put in by the build. */
declare const OWN_HEADERS: Readonly<Record<string, Readonly<Record<string, string>>>>;

const cacheName = 'toonroom-files';
/** A page asks for what was shared as it starts; so long it may take to. */
const shareMs = 60_000;

const base = new URL('./', self.location.href).href;
const builtFiles: ReadonlyMap<string, BuiltFile> = new Map(
  BUILT_FILES.map((file) => [urlOf(file), file]),
);

const shareTarget = new URL(shareTargetPath, base);
const shares = createShares(shareMs);

/** A request, and how to stay awake for work that goes on after its answer. */
interface Asked {
  readonly request: Request;
  readonly waitUntil: (work: Promise<unknown>) => void;
}

function urlOf({ path }: BuiltFile): string {
  return new URL(path, base).href;
}

/** Kept by content, so that a new version takes over what it shares with the one before. */
function keyOf(file: BuiltFile): string {
  return `${urlOf(file)}?${encodeURIComponent(file.integrity)}`;
}

function filesOf(groups: readonly FileGroup[]): readonly BuiltFile[] {
  return BUILT_FILES.filter(({ path }) => groups.includes(groupOf(path)!));
}

/** The file of the build that answers a request, if any. */
function fileFor({ url, mode }: Request): BuiltFile | undefined {
  const { origin, pathname } = new URL(url);
  // The page may carry settings in its address; other files never do.
  const address = mode === 'navigate' ? `${origin}${pathname.replace(/index\.html$/, '')}` : url;
  return builtFiles.get(address);
}

/** @throws TypeError when the network is away or the content is not the build's. */
async function fetchFile(file: BuiltFile): Promise<Response> {
  const { integrity } = file;
  const response = await fetch(urlOf(file), { integrity, cache: 'no-cache' });
  if (!response.ok) throw new TypeError(`${urlOf(file)}: HTTP status ${response.status}`);
  return withHeaders(response, file);
}

/** `response` as a host that can send headers would have sent it with the file. */
function withHeaders(response: Response, { path }: BuiltFile): Response {
  const headers = new Headers(response.headers);
  const all = { ...SECURITY_HEADERS, ...OWN_HEADERS[path] };
  for (const [name, value] of Object.entries(all)) headers.set(name, value);
  // The body is decoded by now.
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/** Fetches and keeps what is missing of `files`. */
async function keep(
  files: readonly BuiltFile[],
  onBytes: (bytes: number) => void = () => undefined,
): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const file of files) {
    if (!(await cache.match(keyOf(file)))) await cache.put(keyOf(file), await fetchFile(file));
    onBytes(file.bytes);
  }
}

async function forget(files: readonly BuiltFile[]): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all(files.map((file) => cache.delete(keyOf(file))));
}

/** Forgets what no file of this version is. */
async function sweep(): Promise<void> {
  const cache = await caches.open(cacheName);
  const known = new Set(BUILT_FILES.map(keyOf));
  const old = (await cache.keys()).filter(({ url }) => !known.has(url));
  await Promise.all(old.map((request) => cache.delete(request)));
}

async function status(): Promise<readonly KeptGroup[]> {
  const cache = await caches.open(cacheName);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  const sum = (files: readonly BuiltFile[]): number =>
    files.reduce((total, { bytes }) => total + bytes, 0);
  return fileGroups.map((group) => {
    const files = filesOf([group]);
    return {
      group,
      bytes: sum(files),
      keptBytes: sum(files.filter((file) => kept.has(keyOf(file)))),
    };
  });
}

/** The kept copy, else the network's as it comes, which is then kept for the next time. */
async function answer(file: BuiltFile, { request, waitUntil }: Asked): Promise<Response> {
  const cache = await caches.open(cacheName).catch(() => undefined);
  const kept = await cache?.match(keyOf(file)).catch(() => undefined);
  if (kept) return kept;
  if (request.cache === 'only-if-cached') return Response.error();
  const response = await fetch(request);
  // Checked apart from the answer, whose bytes a progress bar counts as they come. A full disk, or a newer
  // version on the host, must not keep the file from the page.
  if (response.ok) waitUntil(keep([file]).catch(() => undefined));
  return withHeaders(response, file);
}

function isShare({ method, url }: Request): boolean {
  const { origin, pathname } = new URL(url);
  return method === 'POST' && origin + pathname === shareTarget.href;
}

/** Holds what is posted and opens the page, which asks for it. Nothing of it is kept or goes to the network. */
async function receive({ request, waitUntil }: Asked): Promise<Response> {
  const { id, ended } = shares.hold(await postedFiles(request));
  waitUntil(ended);
  return Response.redirect(new URL(sharedHash(id), base).href, 303);
}

async function obey(request: PageRequest, tell: (answer: Answer) => void): Promise<void> {
  try {
    if (request.type === 'takeShared') {
      tell({ type: 'shared', files: shares.take(request.id) });
      return;
    }
    if (request.type === 'keep') {
      const files = filesOf(request.groups);
      const totalBytes = files.reduce((total, { bytes }) => total + bytes, 0);
      let doneBytes = 0;
      await keep(files, (bytes) => {
        doneBytes += bytes;
        tell({ type: 'progress', doneBytes, totalBytes });
      });
    } else if (request.type === 'forget') {
      await forget(filesOf(request.groups));
    }
    tell({ type: 'done', groups: await status() });
  } catch (error) {
    tell({ type: 'failed', detail: String(error) });
  }
}

self.addEventListener('install', (event) => event.waitUntil(keep(filesOf(['app']))));

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([sweep(), self.clients.claim()]));
});

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const request = event.data as PageRequest;
  if (request.type === 'takeOver') {
    event.waitUntil(self.skipWaiting());
    return;
  }
  const [port] = event.ports;
  event.waitUntil(obey(request, (answer) => port?.postMessage(answer)));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const asked: Asked = { request, waitUntil: (work) => event.waitUntil(work) };
  if (isShare(request)) {
    event.respondWith(receive(asked));
    return;
  }
  const file = request.method === 'GET' ? fileFor(request) : undefined;
  if (file) event.respondWith(answer(file, asked));
});
