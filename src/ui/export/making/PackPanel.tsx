import { useId, useState } from 'react';
import { inStyles, savePack, withExpressions } from '#app/export/stickers/save.ts';
import { frameOf } from '#app/export/stickers/make.ts';
import type { Wanted } from '#app/export/stickers/source.ts';
import { nameIn } from '#app/text/styleName.ts';
import { stickerTexts } from '#app/text/edit/stickers.ts';
import { faceToolTexts } from '#app/text/edit/face.ts';
import { expressionNames } from '#domain/edit/expressions.ts';
import type { Sticker } from '#domain/finish/sticker.ts';
import { CheckField } from '../../common/CheckField.tsx';
import { Icon } from '../../common/Icon.tsx';
import { SegmentField } from '../../common/SegmentField.tsx';
import { useApp, useFormats } from '../../common/useApp.ts';
import { useTexts } from '../../common/useTexts.ts';
import { messengerName } from './messengers.ts';

const packKinds = ['styles', 'expressions'] as const;
type PackKind = (typeof packKinds)[number];

interface PackPanelProps {
  readonly sticker: Sticker;
  readonly wanted: Wanted;
}

/** The same person several times, as one ZIP. */
export function PackPanel({ sticker, wanted }: PackPanelProps) {
  const text = useTexts(stickerTexts);
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <div className="making-pack">
      <button
        type="button"
        className="tool making-pack-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        {text.pack}
      </button>
      {isOpen && (
        <div id={id} className="making-pack-body">
          <Pieces sticker={sticker} wanted={wanted} />
        </div>
      )}
    </div>
  );
}

function Pieces({ sticker, wanted }: PackPanelProps) {
  const text = useTexts(stickerTexts);
  const formats = useFormats();
  const language = useApp(({ settings }) => settings.language);
  const styles = useApp(({ device }) => device.styles);
  const [kind, setKind] = useState<PackKind>('styles');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { expressions } = useTexts(faceToolTexts);
  const pieces =
    kind === 'styles'
      ? styles.map((style) => ({ id: style.id, name: nameIn(language, style.names) }))
      : expressionNames.map((name) => ({ id: name, name: expressions[name] }));
  const ids = pieces.map(({ id }) => id).filter((id) => !left.has(id));
  const items = (): ReturnType<typeof inStyles> =>
    kind === 'styles'
      ? inStyles(wanted.recipe, ids)
      : withExpressions(
          wanted.recipe,
          wanted.person,
          expressionNames.filter((name) => !left.has(name)),
        );
  const choose = (id: string, isOn: boolean): void => {
    const next = new Set(left);
    if (isOn) next.delete(id);
    else next.add(id);
    setLeft(next);
  };
  const frame = frameOf(sticker);
  return (
    <>
      <SegmentField
        name="making-pack-kind"
        legend={text.packOf}
        values={packKinds}
        chosen={kind}
        labels={text.packKinds}
        onChoose={setKind}
      />
      <fieldset className="making-checks">
        <legend className="visually-hidden">{text.packPieces}</legend>
        {pieces.map(({ id, name }) => (
          <CheckField key={id} checked={!left.has(id)} onChange={(isOn) => choose(id, isOn)}>
            {name}
          </CheckField>
        ))}
      </fieldset>
      {frame && sticker.size !== 'own' && (
        <p className="hint">
          {text.packTakes(
            messengerName(sticker.size, language),
            formats.count(frame.pack.min),
            formats.count(frame.pack.max),
          )}{' '}
          {frame.icon && text.packIcon}
        </p>
      )}
      <button
        type="button"
        className="button"
        disabled={ids.length === 0}
        onClick={() => void savePack(wanted, sticker, items())}
      >
        <Icon name="download" />
        {text.savePack(formats.count(ids.length))}
      </button>
    </>
  );
}
