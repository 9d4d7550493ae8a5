import { setLanguage } from '#app/settings/language.ts';
import { languages } from '#app/shared/state/settingsSlice.ts';
import { languageMarks, languageNames } from '#app/text/index.ts';
import { useApp } from '../common/useApp.ts';

/** Offers the next language, named in that language. */
export function LanguageSwitch({ isCompact }: { readonly isCompact: boolean }) {
  const language = useApp(({ settings }) => settings.language);
  const next = languages[(languages.indexOf(language) + 1) % languages.length] ?? language;
  return (
    <button
      type="button"
      className="quiet-button language-switch"
      lang={next}
      aria-label={languageNames[next]}
      onClick={() => void setLanguage(next)}
    >
      {isCompact ? languageMarks[next] : languageNames[next]}
    </button>
  );
}
