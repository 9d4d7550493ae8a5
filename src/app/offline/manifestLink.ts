import { shareManifestPath } from '#pwa/shareTarget.ts';
import { servingWorker } from './servingWorker.ts';

/**
 * Names the manifest for the browser to read: the plain one, or the one that asks the system for photos.
 *
 * Only a page that is served by its service worker asks: nobody else would answer for the host. Call it before the page
 * has loaded, since then the browser looks.
 */
export function nameManifest(inShareMenu: boolean): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
  if (!link) return;
  const name = inShareMenu && servingWorker() ? shareManifestPath : 'manifest.webmanifest';
  const { href } = new URL(name, link.href);
  if (link.href !== href) link.href = href;
}
