import { baseEntry } from '#app/shared/styleEntries.ts';
import { useMemo, useRef } from 'react';
import { setBackdropColours, setBackdropPicture, setBackground } from '#app/settings/background.ts';
import { shownRecipe } from '#app/photo/recipes.ts';
import { isPattern, patternKinds } from '#domain/compose/pattern.ts';
import { Icon } from '../../common/Icon.tsx';
import { useApp } from '../../common/useApp.ts';
import { useLaterText } from '../../common/useLaterText.ts';
import { ColourField, paintOf } from './ColourField.tsx';

/** Colours, patterns, or a picture of one's own behind the people. */
export function BackdropField() {
  const text = useLaterText();
  const background = useApp(({ settings }) => settings.background);
  const chosen = useApp(({ settings }) => settings.backdropColours);
  const styleId = useApp((state) => shownRecipe(state).styleId);
  const device = useApp((state) => state.device);
  const own = useMemo(() => baseEntry({ device }, styleId)?.backdrop, [device, styleId]);
  const picker = useRef<HTMLInputElement>(null);
  if (!own) return null;
  const colours = chosen ?? own;
  return (
    <div className="backdrop" style={paintOf(colours)}>
      <fieldset className="backdrop-kinds">
        <legend className="visually-hidden">{text.backdropKind}</legend>
        {patternKinds.map((kind) => (
          <label key={kind} className="backdrop-kind" title={text.backdropNames[kind]}>
            <input
              type="radio"
              name="backdrop"
              className="visually-hidden"
              aria-label={text.backdropNames[kind]}
              checked={kind === background}
              onChange={() => setBackground(kind)}
            />
            <span className={`backdrop-tile is-${kind}`} />
          </label>
        ))}
        <button
          type="button"
          className="backdrop-tile is-picture"
          aria-label={text.backdropNames.picture}
          title={text.backdropNames.picture}
          aria-pressed={background === 'picture'}
          onClick={() => picker.current?.click()}
        >
          <Icon name="photo" />
        </button>
        <input
          ref={picker}
          type="file"
          accept="image/*"
          hidden
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) void setBackdropPicture(file);
            currentTarget.value = '';
          }}
        />
      </fieldset>
      {isPattern(background) && (
        <ColourField
          own={own}
          colours={colours}
          isSingle={background === 'plain'}
          onChoose={setBackdropColours}
        />
      )}
    </div>
  );
}
