import { useId } from 'react';
import { useGesture } from '../../useGesture.ts';

interface ColourRowProps<Name extends string> {
  readonly title: string;
  readonly colours: readonly (readonly [name: Name, colour: string])[];
  readonly names: Readonly<Record<Name, string>>;
  /** What is offered as the photo's own colour, and as a colour of one's own. */
  readonly ownName: string;
  readonly pickName: string;
  /** Undefined for that of the photo. */
  readonly chosen: string | undefined;
  readonly onChoose: (colour: string | undefined, gesture?: number) => void;
}

/** One of a few colours, any other, or that of the photo. */
export function ColourRow<Name extends string>({
  title,
  colours,
  names,
  ownName,
  pickName,
  chosen,
  onChoose,
}: ColourRowProps<Name>) {
  const id = useId();
  const gesture = useGesture();
  const isPicked = chosen !== undefined && !colours.some(([, colour]) => colour === chosen);
  return (
    <div className="face-colours" role="group" aria-labelledby={id}>
      <div className="face-colours-head">
        <span id={id}>{title}</span>
        <button
          type="button"
          className="face-own"
          aria-pressed={chosen === undefined}
          onClick={() => onChoose(undefined)}
        >
          {ownName}
        </button>
      </div>
      <div className="face-swatches">
        {colours.map(([name, colour]) => (
          <button
            key={name}
            type="button"
            className="face-swatch"
            aria-label={names[name]}
            title={names[name]}
            aria-pressed={colour === chosen}
            style={{ '--swatch': colour }}
            onClick={() => onChoose(colour)}
          />
        ))}
        <input
          type="color"
          className="face-swatch is-picker"
          data-chosen={isPicked}
          aria-label={pickName}
          title={pickName}
          value={chosen ?? colours[0]![1]}
          onChange={(event) =>
            onChoose(event.currentTarget.value, gesture.current(event.timeStamp))
          }
        />
      </div>
    </div>
  );
}
