import { dismissStyleMessage, restoreStyle } from '#app/settings/styles/ownStyles.ts';
import type { StyleMessage } from '#app/shared/state/stylesSlice.ts';
import { useApp, useFormats, useText } from '../../common/useApp.ts';
import { ProblemText } from '../../common/ProblemText.tsx';
import { useLaterText } from '../../common/useLaterText.ts';
import { DismissButton } from '../../photo/DismissButton.tsx';

/** What became of a style that was saved, or of files that were loaded. */
export function StyleMessageLine() {
  const message = useApp(({ styles }) => styles.message);
  const page = useText();
  const words = useMessageWords();
  return (
    <div className="style-message" role="status">
      {message && (
        <>
          <p>
            {message.kind === 'problem' ? (
              <ProblemText problem={message.problem} />
            ) : (
              words(message)
            )}
          </p>
          {message.kind === 'deleted' && (
            <button type="button" className="link-button" onClick={() => void restoreStyle()}>
              {page.undo}
            </button>
          )}
          <DismissButton onDismiss={dismissStyleMessage} />
        </>
      )}
    </div>
  );
}

function useMessageWords(): (message: Exclude<StyleMessage, { kind: 'problem' }>) => string {
  const { styleMessages: text, modelFault } = useLaterText();
  const formats = useFormats();
  return (message) => {
    switch (message.kind) {
      case 'saved':
      case 'loaded':
      case 'known':
      case 'deleted':
        return text[message.kind](message.name);
      case 'adapted':
        return text.adapted(message.name, message.count, formats.count(message.count));
      case 'loadedMany':
        return text.loadedMany(formats.count(message.count));
      case 'notAStyle':
      case 'otherVersion':
      case 'tooLarge':
        return text[message.kind](message.fileName);
      case 'modelFault':
        return modelFault[message.fault](message.fileName);
      case 'tooMany':
      case 'refused':
        return text[message.kind];
    }
  };
}
