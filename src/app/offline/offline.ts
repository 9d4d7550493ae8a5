import { neededGroups } from '../shared/state/offlineSlice.ts';
import { keepGroups, startServiceWorker } from './serviceWorker.ts';
import { getState, patch, watch } from '../shared/state/store.ts';
import { whenLoaded } from '../shared/whenLoaded.ts';

// The app without a network. Every action here answers by changing the store and never rejects.

const reloadedKey = 'toonroom.isolated';

/** Registers the service worker and follows the network and the versions. */
export function startOffline(): void {
  const tellNetwork = (): void => patch('offline', { isOnline: navigator.onLine });
  tellNetwork();
  addEventListener('online', tellNetwork);
  addEventListener('offline', tellNetwork);
  whenLoaded(() => void register());
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
 * drawing may use several threads. A page without any input yet reloads itself once.
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

/** Whether drawings have been computed by WebGPU, which needs a runtime of its own. */
export function usesGpu(): boolean {
  return getState().device.backend?.id === 'webgpu';
}

/** Keeps what the first drawing has fetched, in case it came before the service worker. */
async function keepUsed(): Promise<void> {
  const groups = neededGroups(usesGpu()).filter((group) => group !== 'samples');
  await keepGroups(groups).catch(() => undefined);
}

/** Opens the panel of what stays on this device. */
export function openDevicePanel(): void {
  patch('offline', { isPanelOpen: true, saving: { status: 'idle' } });
}

export function closeDevicePanel(): void {
  patch('offline', { isPanelOpen: false });
}

/** Hides the update message; the new version still starts once every page of the app is closed. */
export function dismissUpdate(): void {
  patch('offline', { hasUpdate: false });
}
