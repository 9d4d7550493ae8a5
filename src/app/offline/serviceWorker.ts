import type { FileGroup } from '#pwa/fileGroups.ts';
import type { Answer, KeptGroup, Request } from '#pwa/messages.ts';
import { servingWorker } from './servingWorker.ts';

// The page's end of the service worker: its registration, its versions, its answers.

/** What the page should know of the service worker's life. */
export interface ServiceWorkerHooks {
  /** The page is served by the service worker from now on. */
  readonly onReady: () => void;
  /** A newer version is there; it shows once the page is loaded again. */
  readonly onUpdate: () => void;
}

const updateCheckMs = 60 * 60 * 1000;

/** While it is set, this tab waits for a newer version to take over, over a reload too. */
const takingOverKey = 'toonroom-taking-over';
/** A version that is still at work is not replaced before its page is gone. */
const takeOverPatienceMs = 2000;

let registration: ServiceWorkerRegistration | null = null;
let isTakingOver = false;

/**
 * Registers the service worker of this build; resolves to false where there are none.
 *
 * A newer version waits until `takeOver` or until every page of the app is closed.
 */
export async function startServiceWorker({
  onReady,
  onUpdate,
}: ServiceWorkerHooks): Promise<boolean> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return false;
  const { serviceWorker } = navigator;
  isTakingOver = isTakingOverNoted();
  let wasServed = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (isTakingOver) {
      noteTakingOver(false);
      location.reload();
    } else if (wasServed) onUpdate();
    else onReady();
    wasServed = true;
  });
  try {
    const url = new URL('serviceWorker.js', new URL(import.meta.env.BASE_URL, document.baseURI));
    registration = await serviceWorker.register(url, { updateViaCache: 'none' });
  } catch {
    return false; // Private windows and settings may forbid it.
  }
  // Some testing tools answer with nothing.
  if (!registration) return false;
  if (isTakingOver && !registration.waiting) {
    // It took over while this page was still being loaded by the old one.
    noteTakingOver(false);
    location.reload();
    return true;
  }
  if (wasServed) onReady();
  watchVersions(registration, onUpdate);
  return true;
}

function watchVersions(registration: ServiceWorkerRegistration, onUpdate: () => void): void {
  const tellIfWaiting = (): void => {
    if (registration.waiting && navigator.serviceWorker.controller) onUpdate();
  };
  tellIfWaiting();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', tellIfWaiting);
  });
  let lastCheck = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || Date.now() - lastCheck < updateCheckMs) return;
    lastCheck = Date.now();
    registration.update().catch(() => undefined); // Without a network there is nothing newer.
  });
}

/** Lets the waiting version take over, and loads the page again with it. */
export function takeOver(): void {
  const waiting = registration?.waiting;
  if (!waiting) {
    location.reload(); // Another page of the app has let it in already.
    return;
  }
  noteTakingOver(true);
  waiting.postMessage({ type: 'takeOver' } satisfies Request, []);
  setTimeout(() => location.reload(), takeOverPatienceMs);
}

function noteTakingOver(isNoted: boolean): void {
  isTakingOver = isNoted;
  try {
    if (isNoted) sessionStorage.setItem(takingOverKey, '');
    else sessionStorage.removeItem(takingOverKey);
  } catch {
    // Without storage a second press may be needed.
  }
}

function isTakingOverNoted(): boolean {
  try {
    return sessionStorage.getItem(takingOverKey) !== null;
  } catch {
    return false;
  }
}

/** What the system has shared under this name; the service worker then holds it no longer. */
export async function takeShared(id: string): Promise<readonly File[]> {
  // The page was opened by it, and starts before its registration is known.
  const answer = await ask({ type: 'takeShared', id }, { worker: servingWorker() });
  return answer?.type === 'shared' ? answer.files : [];
}

/** What the service worker keeps; undefined without an answer. */
export async function keptGroups(): Promise<readonly KeptGroup[] | undefined> {
  const answer = await ask({ type: 'status' });
  return answer?.type === 'done' ? answer.groups : undefined;
}

/** Keeps every file of the groups. Rejects when one could not be fetched or kept. */
export async function keepGroups(
  groups: readonly FileGroup[],
  onFraction?: (fraction: number) => void,
): Promise<void> {
  await ask({ type: 'keep', groups }, { onFraction });
}

export async function forgetGroups(groups: readonly FileGroup[]): Promise<void> {
  await ask({ type: 'forget', groups });
}

interface Asking {
  /** The one that is asked; that of this page's registration unless given. */
  readonly worker?: ServiceWorker | null;
  readonly onFraction?: ((fraction: number) => void) | undefined;
}

/** The last answer; undefined without a service worker. */
function ask(
  request: Request,
  { worker = registration?.active ?? null, onFraction }: Asking = {},
): Promise<Answer | undefined> {
  if (!worker) return Promise.resolve(undefined);
  const { port1, port2 } = new MessageChannel();
  return new Promise<Answer>((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.type === 'progress') onFraction?.(data.doneBytes / data.totalBytes);
      else if (data.type === 'failed') reject(new Error(data.detail));
      else resolve(data);
    };
    worker.postMessage(request, [port2]);
  }).finally(() => port1.close());
}
