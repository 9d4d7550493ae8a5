import { shareManifestPath, sharedIdIn } from '#pwa/shareTarget.ts';
import { takeIn } from './intake.ts';
import { isServed, takeShared } from './serviceWorker.ts';
import { dropHash } from './settingsLink.ts';
import { watch } from './store.ts';

/** Keeps the page's manifest in step with the settings, and takes in the photos that it was opened with. */
export function startShares(): void {
  followSetting();
  const id = sharedIdIn(location.hash);
  if (id === undefined) return;
  dropHash();
  void takeInShared(id);
}

async function takeInShared(id: string): Promise<void> {
  await takeIn({ files: await takeShared(id).catch(() => []) });
}

/**
 * Only a page that is served by its service worker asks the system for photos: nobody else would answer for the
 * host. It asks before the page has loaded, since then the browser looks.
 */
function followSetting(): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
  if (!link) return;
  const plain = link.href;
  watch(
    ({ settings }) => settings.inShareMenu,
    (inShareMenu) => {
      const wanted = inShareMenu && isServed() ? new URL(shareManifestPath, plain).href : plain;
      if (link.href !== wanted) link.href = wanted;
    },
  );
}
