import { baseEntry } from '#app/shared/styleEntries.ts';
import { type CSSProperties, useMemo, useRef } from 'react';
import { setBackdropColours, setBackdropPicture, setBackground } from '#app/settings/background.ts';
import { shownRecipe } from '#app/photo/recipes.ts';
import { swatchesOf } from '#app/settings/swatches.ts';
import { isPattern, patternKinds } from '#domain/compose/pattern.ts';
import type { Colours } from '#sdk/index.ts';
import { Icon } from '../../common/Icon.tsx';
import { useApp, useFormats } from '../../common/useApp.ts';
import { useGesture } from '../useGesture.ts';
import { useLaterText } from '../../common/useLaterText.ts';

/** A colour picker that is dragged sends many colours; they are undone together. */
type Paint = (colours: Colours | null, gesture?: number) => void;

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

interface ColourFieldProps {
  readonly own: Colours;
  readonly colours: Colours;
  /** Whether only the first colour is seen. */
  readonly isSingle: boolean;
  readonly onChoose: Paint;
}

function ColourField({ own, colours, isSingle, onChoose }: ColourFieldProps) {
  const text = useLaterText();
  const formats = useFormats();
  const [ground, figure] = colours;
  return (
    <fieldset className={isSingle ? 'swatches is-single' : 'swatches'}>
      <legend className="visually-hidden">{text.backdropColours}</legend>
      {swatchesOf(own).map((pair, index) => (
        <button
          key={pair.join()}
          type="button"
          className="swatch"
          aria-label={text.swatch(formats.count(index + 1))}
          aria-pressed={pair.join() === colours.join()}
          style={paintOf(pair)}
          // The first pair follows the style.
          onClick={() => onChoose(index === 0 ? null : pair)}
        />
      ))}
      <ColourPicker
        label={text.groundColour}
        colour={ground}
        onPick={(colour, gesture) => onChoose([colour, figure], gesture)}
      />
      {!isSingle && (
        <ColourPicker
          label={text.figureColour}
          colour={figure}
          onPick={(colour, gesture) => onChoose([ground, colour], gesture)}
        />
      )}
    </fieldset>
  );
}

interface ColourPickerProps {
  readonly label: string;
  readonly colour: string;
  readonly onPick: (colour: string, gesture: number) => void;
}

function ColourPicker({ label, colour, onPick }: ColourPickerProps) {
  const gesture = useGesture();
  return (
    <input
      type="color"
      className="colour-picker"
      aria-label={label}
      title={label}
      value={colour}
      onChange={(event) => onPick(event.currentTarget.value, gesture.current(event.timeStamp))}
    />
  );
}

function paintOf([ground, figure]: Colours): CSSProperties {
  return { '--ground': ground, '--figure': figure };
}
