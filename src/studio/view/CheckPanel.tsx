import { useId } from 'react';
import { Icon } from '#ui/common/Icon.tsx';
import { useTexts } from '#ui/common/useTexts.ts';
import { decide, setComment, startPair } from '../set/actions.ts';
import { obstacleOf } from '../table/aligning.ts';
import { useStudio } from '../table/store.ts';
import { studioTexts } from '../texts.ts';

/** A person's word on the pair. */
export function CheckPanel() {
  const text = useTexts(studioTexts);
  const id = useId();
  const obstacle = useStudio(obstacleOf);
  const isReady = useStudio(({ points }) => points !== null);
  const isEmpty = useStudio(({ photo, cartoon }) => photo === null && cartoon === null);
  const isKeeping = useStudio((state) => state.isKeeping);
  const comment = useStudio((state) => state.comment);
  const keptId = useStudio((state) => state.id);
  const verdict = useStudio((state) => state.verdict);
  const isChanged = useStudio((state) => state.isChanged);
  return (
    <section className="panel pair-panel" aria-label={text.checkTitle}>
      <header className="pair-panel-head">
        <h2 className="heading">{text.checkTitle}</h2>
        {keptId !== null && (
          <span className={`pair-verdict is-${verdict}`}>
            {text.verdicts[verdict]}
            {isChanged && `, ${text.changed}`}
          </span>
        )}
      </header>
      <label htmlFor={`${id}-comment`} className="pair-label">
        {text.comment}
      </label>
      <textarea
        id={`${id}-comment`}
        className="pair-comment"
        rows={2}
        maxLength={2000}
        value={comment}
        disabled={!isReady}
        onChange={({ currentTarget }) => setComment(currentTarget.value)}
      />
      <div className="pair-decide">
        <button
          type="button"
          className="button is-primary"
          disabled={obstacle !== null || isKeeping}
          aria-describedby={`${id}-obstacle`}
          onClick={() => void decide('accepted')}
        >
          <Icon name="check" />
          {text.accept}
        </button>
        <button
          type="button"
          className="button"
          disabled={!isReady || isKeeping}
          onClick={() => void decide('rejected')}
        >
          <Icon name="close" />
          {text.reject}
        </button>
      </div>
      <div className="pair-decide is-quiet">
        <button
          type="button"
          className="link-button"
          disabled={!isReady || isKeeping}
          onClick={() => void decide('open')}
        >
          {text.later}
        </button>
        <button
          type="button"
          className="link-button"
          disabled={isEmpty || isKeeping}
          onClick={() => void startPair()}
        >
          {text.nextPair}
        </button>
      </div>
      <p id={`${id}-obstacle`} className="hint">
        {isKeeping ? text.keeping : obstacle && text.obstacles[obstacle]}
      </p>
    </section>
  );
}
