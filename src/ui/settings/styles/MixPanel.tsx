import { showWhole } from './showWhole.ts';
import { mostParts } from '#domain/style/styleCode.ts';
import { shownRecipe } from '#app/photo/recipes.ts';
import { addToMix, removeFromMix, setShare, shownCode } from '#app/settings/styles/changes.ts';
import { isOwnModel } from '#app/shared/styleEntries.ts';
import { getState } from '#app/shared/state/store.ts';
import { nameIn } from '#app/text/styleName.ts';
import { Icon } from '../../common/Icon.tsx';
import { useApp } from '../../common/useApp.ts';
import { useLaterText } from '../../common/useLaterText.ts';
import { RangeField } from '../RangeField.tsx';
import { RowButton } from './RowButton.tsx';
import './styleTools.css';

const range = { min: 0.01, max: 0.99 } as const;

/** Draws between two or three styles: the share of each is a slider. */
export function MixPanel() {
  const text = useLaterText();
  const styles = useApp(({ device }) => device.styles);
  const language = useApp(({ settings }) => settings.language);
  useApp((state) => shownRecipe(state).styleId);
  const { parts } = shownCode(getState());
  if (isOwnModel(parts[0].id)) return <p className="tool-hint">{text.noMixForModel}</p>;
  const nameOf = (id: string): string => {
    const names = styles.find((style) => style.id === id)?.names;
    return names ? nameIn(language, names) : id;
  };
  const others = styles.filter(({ id }) => !parts.some((part) => part.id === id));
  const isMixed = parts.length > 1;
  return (
    <div ref={showWhole} className="mix" role="group" aria-label={text.mixTitle}>
      {!isMixed && <p className="tool-hint">{text.mixHint(nameOf(parts[0].id))}</p>}
      {isMixed &&
        parts.map(({ id, share }) => (
          <RangeField
            key={id}
            label={nameOf(id)}
            hint=""
            value={share / 100}
            range={range}
            aside={
              <RowButton
                label={text.mixRemove(nameOf(id))}
                icon="close"
                onPress={() => removeFromMix(id)}
              />
            }
            onChange={(value, gesture) => setShare(id, Math.round(value * 100), gesture)}
          />
        ))}
      {parts.length < mostParts && (
        <div className="mix-choices" role="group" aria-label={text.mixAddTitle}>
          {others.map(({ id }) => (
            <button
              key={id}
              type="button"
              className="mix-choice"
              aria-label={text.mixAdd(nameOf(id))}
              onClick={() => addToMix(id)}
            >
              <Icon name="plus" />
              {nameOf(id)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
