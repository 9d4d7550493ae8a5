// What the manifest, the service worker and the page agree on about photos that the system shares with the app.

/** The manifest that asks the system for them, beside the plain one. */
export const shareManifestPath = 'share.webmanifest';

/** Where the system posts them, relative to the app's base. */
export const shareTargetPath = 'share-target';

/** The field of the posted form that holds them. */
export const sharedField = 'photos';

/** The fragment of the page's address that names a share; browsers do not send it to servers. */
export function sharedHash(id: string): string {
  return `#shared=${id}`;
}

/** The share that the address names, if any. */
export function sharedIdIn(hash: string): string | undefined {
  return /^#shared=([\w-]+)$/.exec(hash)?.[1];
}
