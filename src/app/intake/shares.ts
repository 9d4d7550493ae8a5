import { sharedIdIn } from '#pwa/shareTarget.ts';
import { takeIn } from './intake.ts';
import { takeShared } from '../offline/serviceWorker.ts';
import { dropHash } from '../settings/settingsLink.ts';

/** Takes in the photos that the page was opened with from the system's share menu. */
export function startShares(): void {
  const id = sharedIdIn(location.hash);
  if (id === undefined) return;
  dropHash();
  void takeInShared(id);
}

async function takeInShared(id: string): Promise<void> {
  await takeIn({ files: await takeShared(id).catch(() => []) });
}
