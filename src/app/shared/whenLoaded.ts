/** Runs `action` once the page has loaded: what it shows comes first. */
export function whenLoaded(action: () => void): void {
  if (document.readyState === 'complete') action();
  else addEventListener('load', action, { once: true });
}
