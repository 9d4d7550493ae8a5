import { useState } from 'react';
import {
  handledFace,
  isTweaked,
  resetTweaks,
  setTweaks,
  shownTweaks,
} from '#app/settings/edit/tweaks.ts';
import { faceToolTexts } from '#app/text/edit/face.ts';
import { tweakNames, tweakRange } from '#domain/edit/tweaks.ts';
import { CheckField } from '../../../common/CheckField.tsx';
import { Icon } from '../../../common/Icon.tsx';
import { useApp, useFormats } from '../../../common/useApp.ts';
import { compactQuery, useMediaQuery } from '../../../common/useMediaQuery.ts';
import { SegmentField } from '../../../common/SegmentField.tsx';
import { useTexts } from '../../../common/useTexts.ts';
import { PeopleBar } from '../../PeopleBar.tsx';
import { RangeField } from '../../RangeField.tsx';
import { ResetOne } from '../../styles/ResetOne.tsx';
import { ColourRow } from './ColourRow.tsx';
import { hairColours, irisColours } from './colours.ts';
import '../../styles/styleTools.css';
import './face.css';

const parts = ['shape', 'colours'] as const;
type Part = (typeof parts)[number];

/** Proportions and colours of the chosen person, or of everybody; on a phone one after the other. */
export function FaceTool() {
  const text = useTexts(faceToolTexts);
  const isCompact = useMediaQuery(compactQuery);
  const [part, setPart] = useState<Part>('shape');
  const hasFace = useApp(
    ({ photo }) => photo.work?.drawing.faces.some(({ drawnAs }) => drawnAs === 'face') ?? false,
  );
  const hasHandles = useApp(
    ({ photo }) => photo.work !== null && handledFace(photo.work, photo.chosenFace) !== undefined,
  );
  if (!hasFace) return <p className="face-hint">{text.noFace}</p>;
  return (
    <div className="face-tool" data-compact={isCompact}>
      <PeopleBar />
      {isCompact ? (
        <SegmentField
          name="face-part"
          legend={text.partsTitle}
          values={parts}
          chosen={part}
          labels={text.partNames}
          onChoose={setPart}
        />
      ) : (
        <p className="face-hint">{hasHandles ? text.hint : text.hintSliders}</p>
      )}
      <div className="face-body">
        {(!isCompact || part === 'shape') && <Shape />}
        {(!isCompact || part === 'colours') && <Colours />}
        <ResetAll />
      </div>
    </div>
  );
}

/** A slider for each proportion. */
function Shape() {
  const text = useTexts(faceToolTexts);
  const formats = useFormats();
  const tweaks = useApp(shownTweaks);
  return (
    <div className="adjust">
      {tweakNames.map((name) => (
        <RangeField
          key={name}
          label={text.names[name]}
          hint={text.hints[name]}
          value={tweaks[name] ?? 0}
          range={tweakRange}
          mark={0}
          origin={0}
          show={(value) => formats.change(value)}
          aside={
            tweaks[name] !== undefined && (
              <ResetOne name={text.names[name]} onReset={() => setTweaks({ [name]: undefined })} />
            )
          }
          onChange={(value, gesture) => setTweaks({ [name]: value }, gesture)}
        />
      ))}
    </div>
  );
}

/** Colours of eyes and hair, and what of the skin is kept. */
function Colours() {
  const text = useTexts(faceToolTexts);
  const tweaks = useApp(shownTweaks);
  return (
    <>
      <ColourRow
        title={text.irisTitle}
        colours={irisColours}
        names={text.irisNames}
        ownName={text.asInPhoto}
        pickName={text.ownIris}
        chosen={tweaks.irisColour}
        onChoose={(irisColour, gesture) => setTweaks({ irisColour }, gesture)}
      />
      <ColourRow
        title={text.hairTitle}
        colours={hairColours}
        names={text.hairNames}
        ownName={text.asInPhoto}
        pickName={text.ownHair}
        chosen={tweaks.hairColour}
        onChoose={(hairColour, gesture) => setTweaks({ hairColour }, gesture)}
      />
      <CheckField
        checked={tweaks.keepsMarks === true}
        title={text.marksHint}
        onChange={(keepsMarks) => setTweaks({ keepsMarks: keepsMarks || undefined })}
      >
        {text.marks}
      </CheckField>
    </>
  );
}

function ResetAll() {
  const text = useTexts(faceToolTexts);
  const isChanged = useApp(isTweaked);
  return (
    <button
      type="button"
      className="quiet-button face-reset"
      aria-disabled={!isChanged}
      onClick={resetTweaks}
    >
      <Icon name="reset" />
      {text.resetAll}
    </button>
  );
}
