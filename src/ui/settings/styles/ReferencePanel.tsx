import { showWhole } from './showWhole.ts';
import { readingGroups, type ReadingGroup } from '#domain/model/readingGroups.ts';
import type { ReadingWords } from '#domain/style/readingWords.ts';
import { forgetReference, setReadingGroup } from '#app/settings/styles/reference.ts';
import { addresses } from '#app/shared/handles.ts';
import type { LaterText } from '#app/text/later.ts';
import { useApp } from '../../common/useApp.ts';
import { CheckField } from '../../common/CheckField.tsx';
import { useLaterText } from '../../common/useLaterText.ts';
import { DismissButton } from '../../photo/DismissButton.tsx';

/** What was read from a picture; each part can be left aside. */
export function ReferencePanel() {
  const text = useLaterText();
  const reference = useApp(({ styles }) => styles.reference);
  const isReading = useApp(({ styles }) => styles.isReading);
  if (isReading) return <p role="status">{text.readingStyle}</p>;
  if (!reference) return null;
  const { pictureId, fileName, reading, words, groups } = reference;
  const address = pictureId === null ? undefined : addresses.get(pictureId);
  return (
    <div ref={showWhole} className="reference" role="group" aria-label={text.styleOf(fileName)}>
      <div className="reference-head">
        {address !== undefined && <img src={address} alt="" width="56" height="56" />}
        <div>
          <p className="reference-name">{fileName}</p>
          <p className="reference-colours" aria-hidden="true">
            {reading.swatches.map((colour) => (
              <span key={colour} style={{ '--swatch': colour }} />
            ))}
          </p>
        </div>
        <DismissButton onDismiss={forgetReference} />
      </div>
      {reading.kind !== 'drawing' && (
        <p className="tool-hint">{text.referenceKinds[reading.kind]}</p>
      )}
      <div className="reference-groups">
        {readingGroups.map((group) => (
          <CheckField
            key={group}
            checked={groups.includes(group)}
            onChange={(isOn) => void setReadingGroup(group, isOn)}
          >
            {text.readingPart(text.readingGroups[group], wordOf(text, words, group))}
          </CheckField>
        ))}
      </div>
    </div>
  );
}

function wordOf(text: LaterText, words: ReadingWords, group: ReadingGroup): string {
  const all: Readonly<Record<string, string>> = text.readingWords[group];
  return all[words[group]] ?? '';
}
