import { modelCacheName } from '#domain/model/modelCache.ts';
import type { FileGroup } from '#pwa/fileGroups.ts';
import { usesGpu } from './offline.ts';
import { neededGroups, type NetworkBytes, type KeptItem } from '../shared/state/offlineSlice.ts';
import { forgetSettings, hasStoredSettings } from '../settings/persistence.ts';
import { countAllRequests, loadModel } from '../photo/engine.ts';
import { forgetGroups, keepGroups, keptGroups } from './serviceWorker.ts';
import { getState, patch } from '../shared/state/store.ts';

// What is kept on this device and was asked for. Every action here answers by changing the store and never rejects.

/** Share of the waiting that the styles take when everything is saved. */
const stylesShare = 0.1;

/** Fetches and keeps everything that drawing in every style needs. */
export async function saveForOffline(): Promise<void> {
  if (getState().offline.saving.status === 'running') return;
  const tell = (fraction: number): void =>
    patch('offline', { saving: { status: 'running', fraction } });
  tell(0);
  try {
    await loadModel();
    await keepStyleEncoder();
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

/** Fetches what reads styles from pictures into the engine's cache, which checks it before each use. */
async function keepStyleEncoder(): Promise<void> {
  const { loadManifest } = await import('../settings/styles/manifest.ts');
  const { file } = (await loadManifest()).model.styleEncoder;
  const cache = await caches.open(modelCacheName);
  const url = new URL(`${import.meta.env.BASE_URL}models/${file}`, location.href);
  if (!(await cache.match(url))) await cache.add(url);
}

export const itemGroups: Readonly<Record<KeptItem, readonly FileGroup[]>> = {
  app: ['app', 'docs'],
  engines: ['engine', 'gpuEngine'],
  faces: ['faces'],
  samples: ['samples'],
  styles: [],
  visit: [],
  batch: [],
  gallery: [],
  ownStyles: [],
  settings: [],
};

export async function forgetItem(item: KeptItem): Promise<void> {
  try {
    if (item === 'settings') forgetSettings(() => localStorage);
    if (item === 'visit') {
      await (await import('../history/keep.ts')).eraseVisits();
      await (await import('../video/videoFiles.ts')).deleteAllVideoFiles();
    }
    if (item === 'batch') await (await import('../batch/batch.ts')).forgetBatch();
    if (item === 'ownStyles') {
      await (await import('../settings/styles/ownStyles.ts')).eraseOwnStyles();
    }
    if (item === 'gallery') await (await import('../gallery/galleryKeep.ts')).eraseGallery();
    if (item === 'styles' || item === 'faces') await forgetNetworks(item);
    await forgetGroups(itemGroups[item]);
  } catch {
    // The list below tells what is still there.
  }
  patch('offline', { saving: { status: 'idle' } });
  await lookAtKept();
}

/** Whether the installed app stands in the system's share menu. */
export async function setInShareMenu(inShareMenu: boolean): Promise<void> {
  patch('settings', { inShareMenu });
  // Without the service worker the system would post to the host: the browser should not clear it by itself.
  if (inShareMenu) await keepForGood();
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
export async function lookAtKept(): Promise<void> {
  const [groups, networks, visitBytes, batchBytes, galleryBytes, ownStyleBytes, isPersistent] =
    await Promise.all([
      keptGroups().catch(() => undefined),
      keptNetworks(),
      orNull(visitBytesOf),
      orNull(async () => await (await import('../batch/batchKeep.ts')).keptBatchBytes()),
      orNull(async () => await (await import('../gallery/galleryKeep.ts')).keptGalleryBytes()),
      orNull(async () => await (await import('../settings/styles/ownStyles.ts')).keptStyleBytes()),
      isStoragePersistent(),
    ]);
  const hasSettings = hasStoredSettings(() => localStorage);
  patch('offline', {
    kept: {
      groups: groups ?? [],
      networks,
      hasSettings,
      visitBytes,
      batchBytes,
      galleryBytes,
      ownStyleBytes,
      isPersistent,
    },
  });
}

/** Photos and drawings of open tabs, their drawn videos among them. */
async function visitBytesOf(): Promise<number | null> {
  const visit = await (await import('../history/keep.ts')).keptVisitBytes();
  const videos = await (await import('../video/videoFiles.ts')).keptVideoBytes();
  return visit === null && videos === 0 ? null : (visit ?? 0) + videos;
}

/** What is kept of something; null where that cannot be read. */
async function orNull(readBytes: () => Promise<number | null>): Promise<number | null> {
  try {
    return await readBytes();
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

/** Brings the count of requests up to date. */
export async function countRequestsAgain(): Promise<void> {
  try {
    patch('offline', { requests: await countAllRequests() });
  } catch {
    patch('offline', { requests: null });
  }
}
