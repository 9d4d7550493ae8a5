import '#ui/styles/tokens.css';
import '#ui/styles/base.css';
import './docs.css';
import './code.css';
import { settingsOfLastVisit } from '#app/settings/look.ts';
import { keepDocs } from './keep.ts';
import { docsLanguages, localeOf } from './site.ts';
import { words } from './words.ts';

const root = document.documentElement;
root.dataset['theme'] = settingsOfLastVisit().theme;
const text = words[docsLanguages.find((language) => localeOf[language] === root.lang) ?? 'en'];

// Sections have the same names in every language.
const languageSwitch = document.querySelector<HTMLAnchorElement>('[data-language-switch]');
languageSwitch?.addEventListener('click', () => {
  languageSwitch.hash = location.hash;
});

for (const code of document.querySelectorAll<HTMLElement>('.code')) addCopyButton(code);

const figures = document.querySelectorAll<HTMLElement>('[data-example]');
if (figures.length > 0) {
  import('./live/start.ts')
    .then(({ startExamples }) => startExamples(figures))
    .catch(() => undefined);
}
void keepDocs();

function addCopyButton(code: HTMLElement): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = text.copy;
  button.addEventListener('click', () => {
    const source = code.querySelector('pre')?.textContent ?? '';
    navigator.clipboard.writeText(source).then(
      () => {
        button.textContent = text.copied;
        setTimeout(() => (button.textContent = text.copy), 2000);
      },
      // Refused: the code can still be selected.
      () => undefined,
    );
  });
  code.append(button);
}
