import { failIntake } from '../photo/drawing.ts';
import type { Language } from '../shared/state/settingsSlice.ts';
import { patch } from '../shared/state/store.ts';
import { loadText } from '../text/index.ts';

/** Changes the language as soon as its texts are there, or shows that they could not be loaded. Never rejects. */
export async function setLanguage(language: Language): Promise<void> {
  try {
    await loadText(language);
  } catch {
    failIntake({ code: 'APP_UNREACHABLE', retryable: false });
    return;
  }
  patch('settings', { language });
}
