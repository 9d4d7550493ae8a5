import type { Request } from '#pwa/messages.ts';
import { siteRoot } from './siteRoot.ts';

/** Keeps all of the documentation on this device, from the first visit to one of its pages on. */
export async function keepDocs(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  try {
    await serviceWorker.register(`${siteRoot}serviceWorker.js`, { updateViaCache: 'none' });
    const registration = await serviceWorker.ready;
    const request: Request = { type: 'keep', groups: ['docs'] };
    registration.active?.postMessage(request);
  } catch {
    // Private windows and settings may forbid it.
  }
}
