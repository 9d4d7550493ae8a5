import { ensureStyleId } from '#app/photo/engine.ts';
import { requestRedraw, startOver } from '#app/photo/drawing.ts';
import { setLanguage } from '#app/settings/language.ts';
import { initialSettings, type SettingsSlice } from '#app/shared/state/settingsSlice.ts';
import { isKnownStyle } from '#app/shared/styleEntries.ts';
import { getState, patch, watch } from '#app/shared/state/store.ts';
import type { EmbedErrorCode } from '../protocol/messages.ts';
import { cancelHostExport } from './hostExport.ts';
import { type Look, settingsForLook } from './look.ts';
import { dropHostPhoto } from './photos.ts';

// What the page asks for of style, sliders and look. Its wishes are no steps of the person's, which undo takes back.

type Adjustments = Partial<Pick<SettingsSlice, 'styleId' | 'strength' | 'exaggeration'>>;

export function adjustForHost(change: Adjustments): void {
  patch('settings', change);
  requestRedraw();
}

/** Chooses a style once it is known which there are; of several, the last. */
export function chooseStyleForHost(styleId: string, fail: (code: EmbedErrorCode) => void): void {
  wantedStyle = { styleId, fail };
  takeWantedStyle();
}

let wantedStyle: {
  readonly styleId: string;
  readonly fail: (code: EmbedErrorCode) => void;
} | null = null;

watch(({ device }) => device.styles, takeWantedStyle);

function takeWantedStyle(): void {
  if (!wantedStyle || getState().device.styles.length === 0) return;
  const { styleId, fail } = wantedStyle;
  wantedStyle = null;
  if (isKnownStyle(getState(), styleId)) adjustForHost({ styleId });
  else fail('UNKNOWN_STYLE');
}

/** Changes theme and language; false, and nothing is changed, where the language is unknown. */
export function setLookForHost(look: Look): boolean {
  const settings = settingsForLook(look);
  if (!settings) return false;
  const { theme, language } = settings;
  if (theme) patch('settings', { theme });
  if (language) void setLanguage(language);
  return true;
}

/** Puts the photo away and the controls back to where they began. */
export function resetForHost(): void {
  cancelHostExport();
  dropHostPhoto();
  startOver();
  wantedStyle = null;
  const { language, theme } = getState().settings;
  patch('settings', { ...initialSettings, language, theme });
  // Where the styles cannot be fetched yet, the next photo asks again.
  ensureStyleId().catch(() => undefined);
}
