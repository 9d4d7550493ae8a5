/** The service worker that serves the page; null where none does. */
export function servingWorker(): ServiceWorker | null {
  return 'serviceWorker' in navigator ? navigator.serviceWorker.controller : null;
}
