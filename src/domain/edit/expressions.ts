import type { FaceTweaks } from './tweaks.ts';

/** Expressions that a face can be given at once. */
export const expressions: readonly { readonly id: string; readonly tweaks: FaceTweaks }[] = [
  { id: 'smile', tweaks: { smile: 0.7, mouth: 0.15 } },
  { id: 'surprised', tweaks: { eyes: 0.6, brows: 0.8, mouth: 0.3 } },
  { id: 'sad', tweaks: { smile: -0.7, brows: 0.3, eyes: -0.1 } },
  { id: 'sceptical', tweaks: { eyes: -0.35, brows: -0.4, smile: -0.25 } },
  { id: 'laughing', tweaks: { smile: 1, eyes: -0.3, mouth: 0.5 } },
];
