import { baseStyleId, parseStyleCode } from '#domain/style/styleCode.ts';
import type { StyleEntry } from '#sdk/index.ts';
import type { AppState } from './state/store.ts';

type Known = Pick<AppState, 'device' | 'styles'>;

/** Whether a style is a model of the user's own. */
export const isOwnModel = (styleId: string): boolean => styleId.startsWith('model-');

let tellRead: () => void = () => undefined;
/** Resolves once the user's own styles have been read from storage, or cannot be. */
export const ownStylesRead = new Promise<void>((resolve) => {
  tellRead = resolve;
});
export const ownStylesAreRead = (): void => tellRead();

/** The style of the manifest that a style code is mostly made of, in the code's colours; of a model, the first. */
export function baseEntry(
  { device }: Pick<AppState, 'device'>,
  styleId: string | null,
): StyleEntry | undefined {
  if (styleId === null) return undefined;
  if (isOwnModel(styleId)) return device.styles[0];
  const baseId = baseStyleId(styleId);
  const base = device.styles.find(({ id }) => id === baseId);
  const backdrop = parseStyleCode(styleId)?.backdrop;
  return base && backdrop ? { ...base, backdrop } : base;
}

/** Whether all that a style code is made of is there. */
export function isKnownStyle({ device, styles }: Known, styleId: string): boolean {
  if (isOwnModel(styleId)) return styles.own.some(({ id }) => id === styleId);
  const code = parseStyleCode(styleId);
  return (
    code !== undefined && code.parts.every((part) => device.styles.some(({ id }) => id === part.id))
  );
}
