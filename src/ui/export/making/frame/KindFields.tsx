import { changeFrame } from '#app/export/frames/maker.ts';
import type { FinishedWork } from '#app/shared/state/photoSlice.ts';
import { frameTexts } from '#app/text/edit/frame.ts';
import {
  borderRange,
  type Frame,
  type FrameKind,
  frameKinds,
  type FrameSource,
  initialFrame,
} from '#domain/frame/frame.ts';
import { useStyles } from '../../../common/useStyles.ts';
import { CheckField } from '../../../common/CheckField.tsx';
import { PathIcon } from '../../../common/Icon.tsx';
import { useTexts } from '../../../common/useTexts.ts';
import { RangeField } from '../../../settings/RangeField.tsx';
import { ColourFields } from './ColourFields.tsx';
import { PicturesField } from './PicturesField.tsx';
import { useMaker } from './useMaker.ts';

const icons: Readonly<Record<FrameKind, string>> = {
  none: 'M4 5h16v14H4zM4 15.5l4-4 4 4 2.5-2.5 5.5 5M15.5 9v.1',
  plain: 'M3 4h18v16H3zM6.5 7.5h11v9h-11z',
  comic:
    'M3 4h18v16H3zM3 9h8V4M13.500 17.500v.1M16 15v.1M18.500 12.500v.1M18.500 17.500v.1M16 17.500v.1M18.500 15v.1',
  polaroid: 'M5 3h14v18H5zM7.500 5.500h9v9h-9z',
  film: 'M2.500 5h19v14h-19zM5 9h14v6H5zM5.500 7h.1M9.800 7h.1M14.200 7h.1M18.500 7h.1M5.500 17h.1M9.800 17h.1M14.200 17h.1M18.500 17h.1',
  grid: 'M4 4h7v7H4zM13.500 4h6.500v7h-6.500zM4 13.500h7V20H4zM13.500 13.500h6.500V20h-6.500z',
  pair: 'M3 5.500h8v13H3zM13 5.500h8v13h-8z',
};

/** How many pictures a grid or film begins with. */
const suggestedPictures = 4;

/** The frame, its colours and what only some frames have. */
export function KindFields({ work }: { readonly work: FinishedWork }) {
  const text = useTexts(frameTexts);
  const frame = useMaker(({ frame }) => frame);
  const isPassport = useMaker(({ print }) => print?.paper === 'passport');
  const suggested = useSuggested(work);
  if (isPassport) return <p className="hint">{text.noBubblesHere}</p>;
  const choose = (kind: FrameKind): void => {
    const isFirst = frame.pictures === initialFrame.pictures;
    const hasMany = kind === 'grid' || kind === 'film';
    changeFrame({ kind, ...(isFirst && hasMany && { pictures: suggested }) });
  };
  return (
    <>
      <fieldset>
        <legend className="visually-hidden">{text.kind}</legend>
        <div className="maker-kinds">
          {frameKinds.map((kind) => (
            <label key={kind} className="maker-kind">
              <input
                type="radio"
                name="frame-kind"
                className="visually-hidden"
                checked={kind === frame.kind}
                onChange={() => choose(kind)}
              />
              <PathIcon path={icons[kind]} />
              {text.kindNames[kind]}
            </label>
          ))}
        </div>
      </fieldset>
      {frame.kind !== 'none' && <ColourFields frame={frame} />}
      {frame.kind === 'plain' && <BorderFields frame={frame} />}
      {(frame.kind === 'grid' || frame.kind === 'film') && <PicturesField frame={frame} />}
      {(frame.kind === 'grid' || frame.kind === 'pair') && (
        <CheckField
          checked={frame.namesPictures}
          onChange={(namesPictures) => changeFrame({ namesPictures })}
        >
          {text.namesPictures}
        </CheckField>
      )}
    </>
  );
}

function BorderFields({ frame }: { readonly frame: Frame }) {
  const text = useTexts(frameTexts);
  return (
    <>
      <RangeField
        label={text.border}
        hint={text.borderHint}
        value={frame.border}
        range={borderRange}
        onChange={(border, gesture) => changeFrame({ border }, `border ${gesture}`)}
      />
      <RangeField
        label={text.rounding}
        hint={text.roundingHint}
        value={frame.rounding}
        range={{ min: 0, max: 1 }}
        onChange={(rounding, gesture) => changeFrame({ rounding }, `rounding ${gesture}`)}
      />
    </>
  );
}

/** The photo, its drawing and some other styles. */
function useSuggested({ drawing }: FinishedWork): readonly FrameSource[] {
  const styles = useStyles(null);
  const others = styles
    .filter(({ id }) => id !== drawing.recipe.styleId)
    .map(({ id }): FrameSource => `style:${id}`);
  return (['photo', 'drawing', ...others] as const).slice(0, suggestedPictures);
}
