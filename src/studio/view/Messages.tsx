import { textOf } from '#app/text/index.ts';
import type { Formats } from '#app/shared/formats.ts';
import type { Language } from '#app/shared/state/settingsSlice.ts';
import { Icon } from '#ui/common/Icon.tsx';
import { useApp, useFormats } from '#ui/common/useApp.ts';
import { useTexts } from '#ui/common/useTexts.ts';
import { type Note, patchStudio, type Problem, useStudio } from '../table/store.ts';
import { type StudioText, studioTexts } from '../texts.ts';

/** What went wrong and what is worth knowing. */
export function Messages() {
  const text = useTexts(studioTexts);
  const formats = useFormats();
  const language = useApp(({ settings }) => settings.language);
  const problem = useStudio((state) => state.problem);
  const note = useStudio((state) => state.note);
  return (
    <div className="pair-messages">
      <div role="alert">
        {problem && (
          <p className="pair-message is-problem">
            <Icon name="alert" />
            <span>{problemWords(problem, text, formats, language)}</span>
            <button
              type="button"
              className="quiet-button is-square"
              aria-label={text.dismiss}
              onClick={() => patchStudio({ problem: null })}
            >
              <Icon name="close" />
            </button>
          </p>
        )}
      </div>
      <div role="status">
        {note && (
          <p className="pair-message">
            <Icon name={note.kind === 'guessed' ? 'info' : 'check'} />
            <span>{noteWords(note, text, formats)}</span>
            <button
              type="button"
              className="quiet-button is-square"
              aria-label={text.dismiss}
              onClick={() => patchStudio({ note: null })}
            >
              <Icon name="close" />
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

function problemWords(
  problem: Problem,
  text: StudioText,
  formats: Formats,
  language: Language,
): string {
  const joint = language === 'en' ? ' ' : '';
  if (problem.kind === 'picture') {
    const { what, next } = textOf(language).problems[problem.code];
    return `${what}${joint}${next}`;
  }
  if (problem.kind === 'archive') {
    const fault = text.archiveFaults[problem.fault](problem.what);
    if (problem.taken === 0) return fault;
    return `${fault}${joint}${text.takenBefore(formats.count(problem.taken))}`;
  }
  return text.problems[problem.kind];
}

function noteWords(note: Note, text: StudioText, formats: Formats): string {
  switch (note.kind) {
    case 'guessed':
      return text.guessed;
    case 'kept':
      return text.kept(note.name, text.verdicts[note.verdict]);
    case 'exported':
      return text.exported(note.count, formats.count(note.count));
    case 'imported':
      return text.imported(formats.count(note.taken), formats.count(note.known));
  }
}
