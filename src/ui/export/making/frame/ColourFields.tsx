import { changeFrame } from '#app/export/frames/maker.ts';
import { frameTexts } from '#app/text/edit/frame.ts';
import type { Frame } from '#domain/frame/frame.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { useGesture } from '../../../settings/useGesture.ts';

/** Colours that go together: paper, ink and accent. */
const palettes = {
  paper: ['#fdfcf9', '#1c1b20', '#f2603f'],
  cream: ['#f5ead6', '#2a2620', '#2f6db5'],
  night: ['#17161b', '#f6f1e7', '#ffc928'],
  red: ['#e5482d', '#1c1b20', '#ffd84d'],
  sky: ['#bfe0f5', '#17324d', '#f2603f'],
  lemon: ['#ffe27a', '#1c1b20', '#e5482d'],
} as const;
type Palette = keyof typeof palettes;

const parts = ['paper', 'ink', 'accent'] as const;

/** Palettes, and a picker for each colour that the frame shows. */
export function ColourFields({ frame }: { readonly frame: Frame }) {
  const text = useTexts(frameTexts);
  const names = { paper: text.paperColour, ink: text.inkColour, accent: text.accentColour };
  const shown = parts.filter((part) => part !== 'accent' || frame.kind === 'comic');
  return (
    <fieldset className="maker-colours">
      <legend className="visually-hidden">{text.colours}</legend>
      {(Object.keys(palettes) as Palette[]).map((name) => {
        const [paper, ink, accent] = palettes[name];
        const isChosen = paper === frame.paper && ink === frame.ink && accent === frame.accent;
        return (
          <button
            key={name}
            type="button"
            className="maker-palette"
            aria-label={text.paletteNames[name]}
            title={text.paletteNames[name]}
            aria-pressed={isChosen}
            style={{ '--paper-colour': paper, '--accent-colour': accent }}
            onClick={() => changeFrame({ paper, ink, accent })}
          />
        );
      })}
      {shown.map((part) => (
        <Picker
          key={part}
          name={names[part]}
          colour={frame[part]}
          onPick={(colour, gesture) => changeFrame({ [part]: colour }, `${part} ${gesture}`)}
        />
      ))}
    </fieldset>
  );
}

interface PickerProps {
  readonly name: string;
  readonly colour: string;
  readonly onPick: (colour: string, gesture: number) => void;
}

function Picker({ name, colour, onPick }: PickerProps) {
  const gesture = useGesture();
  return (
    <input
      type="color"
      className="maker-picker"
      aria-label={name}
      title={name}
      value={colour}
      onChange={(event) => onPick(event.currentTarget.value, gesture.current(event.timeStamp))}
    />
  );
}
