import { useEffect, useState } from 'react';
import type { StyleManifest, StyleNumbers } from '#domain/model/styleManifest.ts';
import { thousandths } from '#domain/style/numbers.ts';
import { formatStyleCode } from '#domain/style/styleCode.ts';
import { resolvedNumbers } from '#domain/style/resolveStyle.ts';
import { shownRecipe } from '#app/photo/recipes.ts';
import { setNumber, shownCode } from '#app/settings/styles/changes.ts';
import {
  loadManifest,
  loadNumberWords,
  type NumberWords,
  type Words,
} from '#app/settings/styles/manifest.ts';
import { baseOf } from '#app/shared/state/settingsSlice.ts';
import { getState } from '#app/shared/state/store.ts';
import { useApp, useFormats, useText } from '../../common/useApp.ts';
import { useLaterText } from '../../common/useLaterText.ts';
import { RangeField } from '../RangeField.tsx';
import { ResetOne } from './ResetOne.tsx';

const range = { min: 0, max: 1 } as const;

/** Every single number of the style, for those who want to know; loaded when it is opened. */
export function NumbersPanel() {
  const later = useLaterText();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="numbers" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{later.allNumbers}</summary>
      {isOpen && <NumberGroups />}
    </details>
  );
}

interface Loaded {
  readonly manifest: StyleManifest;
  readonly words: NumberWords;
}

function NumberGroups() {
  const text = useText();
  const later = useLaterText();
  const wordsIn = useWords();
  const [loaded, setLoaded] = useState<Loaded | 'missing' | null>(null);
  useEffect(() => {
    let isShown = true;
    Promise.all([loadManifest(), loadNumberWords()]).then(
      ([manifest, words]) => isShown && setLoaded({ manifest, words }),
      () => isShown && setLoaded('missing'),
    );
    return () => {
      isShown = false;
    };
  }, []);
  useApp((state) => shownRecipe(state).styleId);
  if (loaded === 'missing') return <p role="alert">{text.partMissing}</p>;
  if (!loaded) return null;
  const { manifest, words } = loaded;
  // As they are set: controls change them afterwards.
  const untuned = formatStyleCode({ ...shownCode(getState()), tuned: {} });
  const values = resolvedNumbers(manifest, untuned);
  const bounds = manifest.model.numbers;
  const changed = shownCode(getState()).numbers;
  return (
    <>
      <p className="hint">{later.numbersHint}</p>
      {Object.entries(words.groups).map(([group, groupWords]) => (
        <details key={group} className="number-group">
          <summary>{wordsIn(groupWords)}</summary>
          {Object.entries(words.numbers)
            .filter(([name]) => name.startsWith(`${group}.`) && Object.hasOwn(bounds, name))
            .map(([name, numberWords]) => (
              <NumberField
                key={name}
                name={name}
                label={wordsIn(numberWords)}
                value={values[name]!}
                bounds={bounds}
                isChanged={Object.hasOwn(changed, name)}
              />
            ))}
        </details>
      ))}
    </>
  );
}

function useWords(): (words: Words) => string {
  const language = useApp(({ settings }) => settings.language);
  return (words) => words[baseOf(language)] ?? words['en'] ?? '';
}

interface NumberFieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly bounds: StyleNumbers;
  readonly isChanged: boolean;
}

function NumberField({ name, label, value, bounds, isChanged }: NumberFieldProps) {
  const formats = useFormats();
  return (
    <RangeField
      label={label}
      hint={name}
      value={thousandths(name, value, bounds) / 1000}
      range={range}
      show={() => formats.decimal(value)}
      aside={isChanged && <ResetOne name={label} onReset={() => setNumber(name, null)} />}
      onChange={(share, gesture) => setNumber(name, Math.round(share * 1000), gesture)}
    />
  );
}
