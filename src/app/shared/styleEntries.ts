import { baseStyleId, parseStyleCode } from '#domain/style/styleCode.ts';
import type { StyleEntry } from '#sdk/index.ts';
import type { AppState } from './state/store.ts';

/** The style of the manifest that a style code is mostly made of. */
export function baseEntry(
  { device }: Pick<AppState, 'device'>,
  styleId: string | null,
): StyleEntry | undefined {
  if (styleId === null) return undefined;
  const baseId = baseStyleId(styleId);
  return device.styles.find(({ id }) => id === baseId);
}

/** Whether the manifest has all that a style code is made of. */
export function isKnownStyle(styles: readonly StyleEntry[], styleId: string): boolean {
  const code = parseStyleCode(styleId);
  return code !== undefined && code.parts.every((part) => styles.some(({ id }) => id === part.id));
}
