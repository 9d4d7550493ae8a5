import type { FaceTweaks } from './tweaks.ts';

/** The tweaks without those that move anything. */
export function unmovedTweaks(tweaks: FaceTweaks): FaceTweaks {
  return Object.fromEntries(
    Object.entries(tweaks).filter(([, value]) => typeof value !== 'number'),
  );
}
