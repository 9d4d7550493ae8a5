import { useStore } from 'zustand';
import { mostStrokes, strokeAreas, type StrokeArea } from '#domain/edit/strokes.ts';
import {
  brushStore,
  type BrushNews,
  effectKinds,
  fillArea,
  radiusOf,
  removeStrokes,
} from '#app/settings/edit/brush/brush.ts';
import { canRedo, canUndo, redo, undo } from '#app/history/adjust.ts';
import { peopleOf } from '#app/photo/people.ts';
import { brushToolTexts } from '#app/text/edit/brush.ts';
import { PathIcon } from '../../../common/Icon.tsx';
import { StepButton } from '../../../common/StepButton.tsx';
import { useApp, useFormats, useText } from '../../../common/useApp.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { RangeField } from '../../RangeField.tsx';
import { BrushStyles } from './BrushStyles.tsx';
import { effectIcons } from './icons.ts';
import './brush.css';

const unit = { min: 0, max: 1 } as const;

/** The brush: what it does, how large it is, what it keeps to. */
export function BrushTool() {
  const text = useTexts(brushToolTexts);
  const formats = useFormats();
  const { kind, strength, size, hardness } = useStore(brushStore);
  const longSidePx = useApp(({ photo }) =>
    Math.max(photo.work?.photo.width ?? 1, photo.work?.photo.height ?? 1),
  );
  const diameter = (value: number): string =>
    text.diameter(formats.count(Math.max(1, Math.round(2 * radiusOf(value) * longSidePx))));
  return (
    <>
      <EffectField />
      {kind === 'style' && <BrushStyles />}
      {kind === 'strength' && (
        <RangeField
          label={text.strength}
          hint={text.strengthHint}
          value={strength}
          range={unit}
          onChange={(value) => brushStore.setState({ strength: value })}
        />
      )}
      <RangeField
        label={text.size}
        hint={text.sizeHint}
        value={size}
        range={unit}
        show={diameter}
        onChange={(value) => brushStore.setState({ size: value })}
      />
      <RangeField
        label={text.hardness}
        hint={text.hardnessHint}
        value={hardness}
        range={unit}
        onChange={(value) => brushStore.setState({ hardness: value })}
      />
      <AreaField />
      <StrokeRow />
      <News />
    </>
  );
}

function EffectField() {
  const text = useTexts(brushToolTexts);
  const chosen = useStore(brushStore, ({ kind }) => kind);
  return (
    <fieldset className="brush-effects">
      <legend className="visually-hidden">{text.effectsTitle}</legend>
      {effectKinds.map((kind) => (
        <label key={kind} className="brush-effect" title={text.effectHints[kind]}>
          <input
            type="radio"
            name="brush-effect"
            className="visually-hidden"
            value={kind}
            checked={kind === chosen}
            onChange={() => brushStore.setState({ kind })}
          />
          <PathIcon path={effectIcons[kind]} />
          {text.effects[kind]}
        </label>
      ))}
      <p className="hint">{text.effectHints[chosen]}</p>
    </fieldset>
  );
}

/** What the brush keeps to, and filling all of that at once. */
function AreaField() {
  const text = useTexts(brushToolTexts);
  const area = useStore(brushStore, (state) => state.area);
  const work = useApp(({ photo }) => photo.work);
  const people = peopleOf(work?.drawing.faces ?? []);
  const areas: readonly (StrokeArea | null)[] = [
    null,
    ...strokeAreas.map((kind) => ({ kind })),
    ...people.map(({ faceId }) => ({ kind: 'person', faceId }) as const),
  ];
  const nameOf = useAreaName();
  const chosen = nameOf(area);
  return (
    <fieldset className="brush-areas">
      <legend>{text.areaTitle}</legend>
      <div className="brush-chips">
        {areas.map((choice) => {
          const name = nameOf(choice);
          return (
            <label key={name} className="brush-chip">
              <input
                type="radio"
                name="brush-area"
                className="visually-hidden"
                checked={name === chosen}
                onChange={() => brushStore.setState({ area: choice })}
              />
              {name}
            </label>
          );
        })}
      </div>
      {area && (
        <button type="button" className="button brush-fill" onClick={fillArea}>
          <PathIcon path={effectIcons.fill} />
          {text.fill(chosen)}
        </button>
      )}
    </fieldset>
  );
}

/** What an area is called; null is everything. */
function useAreaName(): (area: StrokeArea | null) => string {
  const text = useTexts(brushToolTexts);
  const formats = useFormats();
  const faces = useApp(({ photo }) => photo.work?.drawing.faces);
  return (area) => {
    if (!area) return text.areas.everything;
    if (area.kind !== 'person') return text.areas[area.kind];
    const person = peopleOf(faces ?? []).find(({ faceId }) => faceId === area.faceId);
    return text.person(formats.count(person?.number ?? area.faceId + 1));
  };
}

function StrokeRow() {
  const text = useText();
  const own = useTexts(brushToolTexts);
  const formats = useFormats();
  const count = useApp(({ photo }) => photo.edits.strokes?.length ?? 0);
  const hasPast = useApp(canUndo);
  const hasFuture = useApp(canRedo);
  return (
    <div className="brush-strokes">
      <p className="hint">
        {count === 0 ? own.noStrokes : own.strokes(count, formats.count(count))}
      </p>
      <StepButton icon="undo" name={text.undo} isIdle={!hasPast} onPress={undo} />
      <StepButton icon="redo" name={text.redo} isIdle={!hasFuture} onPress={redo} />
      <StepButton
        icon="bin"
        name={own.removeAll}
        isIdle={count === 0}
        onPress={() => count > 0 && removeStrokes()}
      />
    </div>
  );
}

/** What has just happened: heard by screen readers, seen only where something was refused. */
function News() {
  const text = useTexts(brushToolTexts);
  const formats = useFormats();
  const nameOf = useAreaName();
  const news = useStore(brushStore, (state) => state.news);
  const words = (told: BrushNews): string => {
    switch (told.kind) {
      case 'filled':
        return text.filled(nameOf(told.area));
      case 'tooMany':
        return text.tooMany(formats.count(mostStrokes));
      case 'added':
      case 'removed':
        return text[told.kind];
    }
  };
  return (
    <p role="status" className={news?.kind === 'tooMany' ? 'hint' : 'visually-hidden'}>
      {news && words(news)}
    </p>
  );
}
