import type { CSSProperties } from 'react';
import { swatchesOf } from '#app/settings/swatches.ts';
import type { Colours } from '#sdk/index.ts';
import { useFormats } from '../../common/useApp.ts';
import { useLaterText } from '../../common/useLaterText.ts';
import { useGesture } from '../useGesture.ts';

/** A colour picker that is dragged sends many colours; they are undone together. */
type Paint = (colours: Colours | null, gesture?: number) => void;

interface ColourFieldProps {
  readonly own: Colours;
  readonly colours: Colours;
  /** Whether only the first colour is seen. */
  readonly isSingle: boolean;
  readonly onChoose: Paint;
}

/** Two colours of a background: pairs that go together, and one's own. Null is the style's own pair. */
export function ColourField({ own, colours, isSingle, onChoose }: ColourFieldProps) {
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

/** The colours, for the style sheet. */
export function paintOf([ground, figure]: Colours): CSSProperties {
  return { '--ground': ground, '--figure': figure };
}
