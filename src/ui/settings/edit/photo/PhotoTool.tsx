import { useEffect, useState } from 'react';
import { editKey } from '#domain/edit/editKey.ts';
import { exposureRange, lightRange, tiltRange } from '#domain/edit/photoEdit.ts';
import {
  applyDraft,
  changeEdit,
  chooseShape,
  type CropShape,
  cropShapes,
  lightAutomatically,
  mirror,
  redoDraft,
  resetDraft,
  turn,
  undoDraft,
} from '#app/settings/edit/photoDraft.ts';
import type { Formats } from '#app/shared/formats.ts';
import { atFinish, closeTool } from '#app/settings/edit/tools.ts';
import { photoToolTexts } from '#app/text/edit/photo.ts';
import { PathIcon } from '../../../common/Icon.tsx';
import { SegmentField } from '../../../common/SegmentField.tsx';
import { compactQuery, useMediaQuery } from '../../../common/useMediaQuery.ts';
import { useFormats } from '../../../common/useApp.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { RangeField } from '../../RangeField.tsx';
import { useDraft } from './useDraft.ts';
import './photoTool.css';

/** The slider counts hundredths: of ten degrees. */
const tiltUnit = 10;
const tiltSlider = { min: tiltRange.min / tiltUnit, max: tiltRange.max / tiltUnit } as const;

const icons = {
  left: 'M5 4.500v5h5M5.600 9.200A7.500 7.500 0 1 1 4.600 13M9.500 12h5.500v5.500H9.500z',
  right: 'M19 4.500v5h-5M18.400 9.200A7.500 7.500 0 1 0 19.400 13M9 12h5.500v5.500H9z',
  mirror: 'M12 3.500v17M9 7.500L3.500 17.500H9zM15 7.500l5.500 10H15z',
  auto: 'M5 19L14.500 9.500M13 8l3 3M17.500 3.500v3M16 5h3M20 9.500v2M19 10.500h2M9 4.500v2M8 5.500h2',
  reset: 'M5 5.500v5h5M5.600 10.200A7.200 7.200 0 1 1 5 14.500',
} as const;

const parts = ['crop', 'light'] as const;
type Part = (typeof parts)[number];

/** How the photo is turned, cropped and lit before it is drawn. */
export function PhotoTool() {
  const text = useTexts(photoToolTexts);
  const isCompact = useMediaQuery(compactQuery);
  const [part, setPart] = useState<Part>('crop');
  useEffect(() => atFinish(applyDraft), []);
  useToolKeys();
  return (
    <div className="photo-tool">
      {isCompact && (
        <SegmentField
          name="photo-part"
          legend={text.partsTitle}
          values={parts}
          chosen={part}
          labels={text.parts}
          onChoose={setPart}
        />
      )}
      {(!isCompact || part === 'crop') && <CropPart hasReset={isCompact} />}
      {(!isCompact || part === 'light') && <LightPart />}
    </div>
  );
}

/** `hasReset` is false where the light stands below it. */
function CropPart({ hasReset }: { readonly hasReset: boolean }) {
  const text = useTexts(photoToolTexts);
  const formats = useFormats();
  const shape = useDraft((draft) => draft.shape);
  const tilt = useDraft(({ edit }) => edit.tilt);
  const labels = {
    ...(Object.fromEntries(cropShapes.map((name) => [name, name])) as Record<CropShape, string>),
    ...text.shapes,
  };
  return (
    <>
      <SegmentField
        name="crop-shape"
        legend={text.shapeTitle}
        values={cropShapes}
        chosen={shape}
        labels={labels}
        onChoose={chooseShape}
      />
      <div className="tool-row">
        <ToolButton icon={icons.left} name={text.turnLeft} onPress={() => turn('left')} />
        <ToolButton icon={icons.right} name={text.turnRight} onPress={() => turn('right')} />
        <ToolButton icon={icons.mirror} name={text.mirror} onPress={mirror} />
      </div>
      <RangeField
        label={text.straighten}
        hint={text.straightenHint}
        value={tilt / tiltUnit}
        range={tiltSlider}
        mark={0}
        origin={0}
        show={(value) => `${signed(formats, value * tiltUnit)}°`}
        onChange={(value, gesture) =>
          changeEdit({ tilt: Math.round(value * tiltUnit * 10) / 10 }, gesture)
        }
      />
      {hasReset && (
        <div className="tool-row">
          <ResetButton />
        </div>
      )}
    </>
  );
}

const amounts = [
  { name: 'exposure', range: exposureRange },
  { name: 'warmth', range: lightRange },
  { name: 'shadows', range: lightRange },
] as const;

function LightPart() {
  const text = useTexts(photoToolTexts);
  const formats = useFormats();
  const edit = useDraft((draft) => draft.edit);
  return (
    <>
      {amounts.map(({ name, range }) => (
        <RangeField
          key={name}
          label={text[name]}
          hint={text[`${name}Hint`]}
          value={edit[name]}
          range={range}
          mark={0}
          origin={0}
          show={(value) => (name === 'exposure' ? signed(formats, value) : formats.change(value))}
          onChange={(value, gesture) => changeEdit({ [name]: value }, gesture)}
        />
      ))}
      <div className="tool-row">
        <ToolButton icon={icons.auto} name={text.auto} onPress={lightAutomatically} />
        <ResetButton />
      </div>
      <AutoWords />
    </>
  );
}

function ResetButton() {
  const text = useTexts(photoToolTexts);
  const isPlain = useDraft(({ edit, shape }) => shape === 'free' && editKey(edit) === '');
  return <ToolButton icon={icons.reset} name={text.reset} isIdle={isPlain} onPress={resetDraft} />;
}

/** What the automatic light has done. */
function AutoWords() {
  const text = useTexts(photoToolTexts);
  const formats = useFormats();
  const measured = useDraft((draft) => draft.measured);
  const words = ((): string => {
    if (!measured) return '';
    const { exposure, warmth, shadows } = measured;
    const stops = formats.decimal(Math.abs(exposure));
    const changes = [
      exposure > 0 ? text.autoBrighter(stops) : exposure < 0 ? text.autoDarker(stops) : [],
      warmth < 0 ? text.autoLessYellow : warmth > 0 ? text.autoLessBlue : [],
      shadows > 0 ? text.autoShadows : [],
    ].flat();
    return changes.length === 0 ? text.autoGood : text.autoDone(changes.join(text.autoAnd));
  })();
  return (
    <p className="auto-words" role="status">
      {words}
    </p>
  );
}

interface ToolButtonProps {
  readonly icon: string;
  readonly name: string;
  readonly isIdle?: boolean;
  readonly onPress: () => void;
}

function ToolButton({ icon, name, isIdle = false, onPress }: ToolButtonProps) {
  return (
    <button type="button" className="tool" aria-disabled={isIdle} onClick={onPress}>
      <PathIcon path={icon} />
      {name}
    </button>
  );
}

/** Escape leaves the tool; what is undone while it is open are its own steps. */
function useToolKeys(): void {
  useEffect(() => {
    const answer = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const key = event.key.toLowerCase();
      const mod = event.ctrlKey || event.metaKey;
      if (key === 'escape') closeTool();
      else if (mod && (key === 'y' || (key === 'z' && event.shiftKey))) redoDraft();
      else if (mod && key === 'z') undoDraft();
      else return;
      event.preventDefault();
    };
    // Before the page's own keys, which are heard on the window.
    document.addEventListener('keydown', answer);
    return () => document.removeEventListener('keydown', answer);
  }, []);
}

/** +1.5, −1.5, 0 */
function signed(formats: Formats, value: number): string {
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  return `${sign}${formats.decimal(Math.abs(value))}`;
}
