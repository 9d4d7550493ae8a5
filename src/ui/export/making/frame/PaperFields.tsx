import { changeFormat, changePrint, type FrameFormat } from '#app/export/frames/maker.ts';
import { frameTexts } from '#app/text/edit/frame.ts';
import { type Paper, papers, printFits, type PrintOrder } from '#domain/frame/paper.ts';
import { CheckField } from '../../../common/CheckField.tsx';
import { SegmentField } from '../../../common/SegmentField.tsx';
import { useText } from '../../../common/useApp.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { useMaker } from './useMaker.ts';

const choices = ['none', ...papers] as const;
const formats = ['png', 'jpeg'] as const satisfies readonly FrameFormat[];
const firstPrint: Omit<PrintOrder, 'paper'> = { fit: 'fit', hasMargin: false };

/** The paper, how the frame lies on it, and the format of the file. */
export function PaperFields() {
  const text = useTexts(frameTexts);
  const { formatNames } = useText();
  const format = useMaker((state) => state.format);
  const print = useMaker(({ print }) => print);
  const kind = useMaker(({ frame }) => frame.kind);
  const chosen = print?.paper ?? 'none';
  const choose = (paper: Paper | 'none'): void =>
    changePrint(paper === 'none' ? null : { ...(print ?? firstPrint), paper });
  // These have a shape of their own.
  const canFill = kind !== 'polaroid' && kind !== 'film';
  return (
    <section className="maker-part" aria-label={text.paper}>
      <fieldset className="maker-pictures">
        <legend>{text.paper}</legend>
        {choices.map((paper) => (
          <label key={paper} className="maker-chip" title={text.paperHints[paper]}>
            <input
              type="radio"
              name="frame-paper"
              className="visually-hidden"
              checked={paper === chosen}
              onChange={() => choose(paper)}
            />
            {text.paperNames[paper]}
          </label>
        ))}
        <p className="hint">{text.paperHints[chosen]}</p>
      </fieldset>
      {print && print.paper !== 'passport' && (
        <>
          {canFill && (
            <SegmentField
              name="frame-fit"
              legend={text.fit}
              values={printFits}
              chosen={print.fit}
              labels={text.fitNames}
              hints={text.fitHints}
              onChoose={(fit) => changePrint({ ...print, fit })}
            />
          )}
          <CheckField
            checked={print.hasMargin}
            onChange={(hasMargin) => changePrint({ ...print, hasMargin })}
          >
            {text.hasMargin}
          </CheckField>
        </>
      )}
      <SegmentField
        name="frame-format"
        legend={text.format}
        values={formats}
        chosen={format}
        labels={formatNames}
        onChoose={changeFormat}
      />
    </section>
  );
}
