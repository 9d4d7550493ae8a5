import { type ComponentType, lazy } from 'react';

/**
 * A component whose code comes after the page has loaded, ahead of its first use where there is time for it. Where
 * it cannot be fetched, nothing is shown in its place and the rest of the page goes on.
 */
export function later(load: () => Promise<ComponentType>): ComponentType {
  const loaded = async () => ({ default: await load().catch(() => Nothing) });
  addEventListener('load', () => void loaded(), { once: true });
  return lazy(loaded);
}

function Nothing() {
  return null;
}
