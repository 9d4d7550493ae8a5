import { modelCacheName } from '#domain/modelCache.ts';
import type { FileGroup } from '#pwa/files.ts';
import { neededGroups, type NetworkBytes } from './offlineSlice.ts';
import { forgetSettings, hasStoredSettings } from './persistence.ts';
import { countAllRequests, loadStyles } from './render.ts';
import {
  forgetGroups,
  keepGroups,
  keptGroups,
  startServiceWorker,
  takeOver,
} from './serviceWorker.ts';
import { getState, patch, watch } from './store.ts';

// What is kept on this device. Every action here answers by changing the store and never rejects.

/** Share of the waiting that the styles take when everything is saved. */
const stylesShare = 0.1;
const reloadedKey = 'toonroom.isolated';

/** Registers the service worker and follows the network and the versions. */
export function startOffline(): void {
  const tellNetwork = (): void => patch('offline', { isOnline: navigator.onLine });
  tellNetwork();
  addEventListener('online', tellNetwork);
  addEventListener('offline', tellNetwork);
  // Not before the page has loaded: what it shows comes first.
  if (document.readyState === 'complete') void register();
  else addEventListener('load', () => void register());
  watch(
    ({ photo }) => photo.work !== null,
    (hasWork) => {
      if (hasWork) void keepUsed();
    },
  );
}

async function register(): Promise<void> {
  const isRegistered = await startServiceWorker({
    onReady: () => {
      patch('offline', { support: 'ready' });
      isolateUntouchedPage();
    },
    onUpdate: () => patch('offline', { hasUpdate: true }),
  });
  if (isRegistered && getState().offline.support === 'none')
    patch('offline', { support: 'installing' });
}

/**
 * On a host that sends no headers the service worker isolates the page, from its next loading on: then
 * drawing may use several threads. A page that nobody has touched is loaded again, once.
 */
function isolateUntouchedPage(): void {
  const { photo } = getState();
  const isUntouched = !navigator.userActivation?.hasBeenActive && !photo.incoming && !photo.work;
  if (crossOriginIsolated || !isUntouched) return;
  try {
    if (sessionStorage.getItem(reloadedKey) !== null) return;
    sessionStorage.setItem(reloadedKey, 'tried');
  } catch {
    return; // Without a note of it, loading could go round for ever.
  }
  location.reload();
}

const usesGpu = (): boolean => getState().device.backend?.id === 'webgpu';

/** Keeps what the first drawing has fetched, in case it came before the service worker. */
async function keepUsed(): Promise<void> {
  const groups = neededGroups(usesGpu()).filter((group) => group !== 'samples');
  await keepGroups(groups).catch(() => undefined);
}

/** Fetches and keeps everything that drawing in every style needs. */
export async function saveForOffline(): Promise<void> {
  if (getState().offline.saving.status === 'running') return;
  const tell = (fraction: number): void =>
    patch('offline', { saving: { status: 'running', fraction } });
  tell(0);
  try {
    await loadStyles();
    tell(stylesShare);
    await keepGroups(neededGroups(usesGpu()), (fraction) =>
      tell(stylesShare + (1 - stylesShare) * fraction),
    );
    patch('offline', { saving: { status: 'done' } });
  } catch {
    patch('offline', { saving: { status: 'failed' } });
  }
  await lookAtKept();
}

/** What can be forgotten by itself. */
export type KeptItem = 'app' | 'engines' | 'faces' | 'samples' | 'styles' | 'batch' | 'settings';

export const itemGroups: Readonly<Record<KeptItem, readonly FileGroup[]>> = {
  app: ['app'],
  engines: ['engine', 'gpuEngine'],
  faces: ['faces'],
  samples: ['samples'],
  styles: [],
  batch: [],
  settings: [],
};

export async function forgetItem(item: KeptItem): Promise<void> {
  try {
    if (item === 'settings') forgetSettings(() => localStorage);
    if (item === 'batch') await (await import('./batch.ts')).forgetBatch();
    if (item === 'styles' || item === 'faces') await forgetNetworks(item);
    await forgetGroups(itemGroups[item]);
  } catch {
    // The list below tells what is still there.
  }
  patch('offline', { saving: { status: 'idle' } });
  await lookAtKept();
}

/** Asks the browser never to clear what is kept by itself. */
export async function keepForGood(): Promise<void> {
  try {
    await navigator.storage.persist();
  } catch {
    // As good as a no.
  }
  await lookAtKept();
}

/** Brings the store up to date with what is kept. */
async function lookAtKept(): Promise<void> {
  const [groups, networks, batchBytes, isPersistent] = await Promise.all([
    keptGroups().catch(() => undefined),
    keptNetworks(),
    keptBatch(),
    isStoragePersistent(),
  ]);
  const hasSettings = hasStoredSettings(() => localStorage);
  patch('offline', {
    kept: { groups: groups ?? [], networks, hasSettings, batchBytes, isPersistent },
  });
}

async function keptBatch(): Promise<number | null> {
  try {
    const { keptBatchBytes } = await import('./batchKeep.ts');
    return await keptBatchBytes();
  } catch {
    return null;
  }
}

async function keptNetworks(): Promise<NetworkBytes> {
  const bytes = { styles: 0, faces: 0 };
  try {
    if (!(await caches.has(modelCacheName))) return bytes;
    const cache = await caches.open(modelCacheName);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request);
      bytes[networkOf(request)] += kept ? (await kept.blob()).size : 0;
    }
  } catch {
    // Where storage is refused, nothing is kept.
  }
  return bytes;
}

function networkOf({ url }: Request): keyof NetworkBytes {
  return url.includes('/mediapipe/') ? 'faces' : 'styles';
}

async function forgetNetworks(network: keyof NetworkBytes): Promise<void> {
  const cache = await caches.open(modelCacheName);
  const kept = (await cache.keys()).filter((request) => networkOf(request) === network);
  await Promise.all(kept.map((request) => cache.delete(request)));
}

async function isStoragePersistent(): Promise<boolean | null> {
  try {
    return await navigator.storage.persisted();
  } catch {
    return null;
  }
}

/** Opens the panel of what stays on this device. */
export function openDevicePanel(): void {
  patch('offline', { isPanelOpen: true, saving: { status: 'idle' } });
  void lookAtKept();
  void countRequestsAgain();
}

export function closeDevicePanel(): void {
  patch('offline', { isPanelOpen: false });
}

/** Brings the count of requests up to date. */
export async function countRequestsAgain(): Promise<void> {
  try {
    patch('offline', { requests: await countAllRequests() });
  } catch {
    patch('offline', { requests: null });
  }
}

/** Takes the word of a newer version away; it still comes when every page of the app is closed. */
export function dismissUpdate(): void {
  patch('offline', { hasUpdate: false });
}

/** Loads the page again with the newer version; the photo on it goes. */
export function update(): void {
  takeOver();
}
