import type { Request } from '#pwa/messages.ts';

/** Where the app has a service worker, it keeps all of the documentation from the first visit to one of its pages on. */
export function keepDocs(): void {
  if (!('serviceWorker' in navigator)) return;
  const request: Request = { type: 'keep', groups: ['docs'] };
  navigator.serviceWorker.controller?.postMessage(request);
}
