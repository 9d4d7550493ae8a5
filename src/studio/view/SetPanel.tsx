import { memo, useEffect, useRef } from 'react';
import { FileButton } from '#ui/common/FileButton.tsx';
import { Icon } from '#ui/common/Icon.tsx';
import { useFormats } from '#ui/common/useApp.ts';
import { useTexts } from '#ui/common/useTexts.ts';
import { bringBack, deletePair, openPair } from '../set/actions.ts';
import type { PairFacts } from '../set/pairs.ts';
import { cancelTransfer, exportSet, importSet } from '../set/transfer.ts';
import { useStudio } from '../table/store.ts';
import { studioTexts } from '../texts.ts';

/** The kept pairs. */
export function SetPanel() {
  const text = useTexts(studioTexts);
  const formats = useFormats();
  const pairs = useStudio((state) => state.pairs);
  const isMoving = useStudio(({ transfer }) => transfer !== null);
  const lastDeleted = useStudio((state) => state.lastDeleted);
  const accepted = pairs?.filter(({ verdict }) => verdict === 'accepted').length ?? 0;
  const count = pairs?.length ?? 0;
  return (
    <section className="panel pair-panel" aria-label={text.setTitle}>
      <header className="pair-panel-head">
        <h2 className="heading">{text.setTitle}</h2>
        {count > 0 && (
          <span className="hint">
            {text.setCount(count, formats.count(count), formats.count(accepted))}
          </span>
        )}
      </header>
      {count === 0 && pairs && <p className="hint">{text.emptySet}</p>}
      {lastDeleted && (
        <p className="pair-deleted" role="status">
          {text.deleted(lastDeleted.name)}{' '}
          <button type="button" className="link-button" onClick={() => void bringBack()}>
            {text.bringBack}
          </button>
        </p>
      )}
      {count > 0 && (
        <ul className="pair-list">
          {pairs?.toReversed().map((facts) => (
            <PairLine key={facts.id} facts={facts} />
          ))}
        </ul>
      )}
      {isMoving ? (
        <Moving />
      ) : (
        <div className="pair-decide">
          <button
            type="button"
            className="button"
            disabled={count === 0}
            title={text.exportHint}
            onClick={() => void exportSet()}
          >
            <Icon name="download" />
            {text.exportSet}
          </button>
          <FileButton
            className="button"
            label={text.importSet}
            accept=".zip,application/zip"
            onFiles={([file]) => void importSet(file)}
          >
            <Icon name="folder" />
            {text.importSet}
          </FileButton>
        </div>
      )}
    </section>
  );
}

/** A kept pair; of hundreds only those that have changed are drawn anew. */
const PairLine = memo(function PairLine({ facts }: { readonly facts: PairFacts }) {
  const text = useTexts(studioTexts);
  const isShown = useStudio(({ id }) => id === facts.id);
  const { name, verdict, thumbnail } = facts;
  return (
    <li className="pair-line" data-shown={isShown}>
      <button
        type="button"
        className="pair-open"
        aria-label={text.openPair(name, text.verdicts[verdict])}
        aria-current={isShown}
        onClick={() => void openPair(facts)}
      >
        {thumbnail ? <Thumbnail blob={thumbnail} /> : <Icon name="face" />}
        <span className="pair-line-name">{name}</span>
        <span className={`pair-verdict is-${verdict}`}>{text.verdicts[verdict]}</span>
      </button>
      <button
        type="button"
        className="quiet-button is-square"
        aria-label={text.deletePair(name)}
        title={text.deletePair(name)}
        onClick={() => void deletePair(facts)}
      >
        <Icon name="bin" />
      </button>
    </li>
  );
});

function Thumbnail({ blob }: { readonly blob: Blob }) {
  const picture = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const address = URL.createObjectURL(blob);
    if (picture.current) picture.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [blob]);
  return <img ref={picture} alt="" className="pair-thumbnail" />;
}

function Moving() {
  const text = useTexts(studioTexts);
  const formats = useFormats();
  const transfer = useStudio((state) => state.transfer);
  if (!transfer) return null;
  const { way, done, total } = transfer;
  const words = text.moving[way](formats.count(Math.min(total, done + 1)), formats.count(total));
  return (
    <div className="pair-moving">
      <div className="meter">
        <div className="meter-words">
          <span className="meter-stage">{words}</span>
        </div>
        <div
          className="bar"
          role="progressbar"
          aria-label={words}
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={done}
          style={{ '--fraction': total > 0 ? done / total : 0 }}
        />
      </div>
      <button type="button" className="button" onClick={cancelTransfer}>
        {text.cancel}
      </button>
    </div>
  );
}
