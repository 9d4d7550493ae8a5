import { useEffect, useRef } from 'react';
import { addresses } from '#app/shared/handles.ts';
import type { Result } from '#app/shared/state/historySlice.ts';
import {
  compareWith,
  compareWithPhoto,
  isOfShownPhoto,
  showResult,
  shownResultId,
} from '#app/history/results.ts';
import { Icon } from '../common/Icon.tsx';
import { useApp, useStyleName, useText } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';
import './results.css';

/** The strip of small pictures: each brings its photo, settings and drawing back. */
export function Results() {
  const text = useText();
  const { compareWithPhoto: photoAgain } = useLaterText();
  const results = useApp(({ history }) => history.results);
  const isCompared = useApp(({ history }) => history.compared !== null);
  return (
    <section className="results" aria-label={text.resultsTitle}>
      <ul className="results-list">
        {results.map((result) => (
          <ResultPrint key={result.id} result={result} />
        ))}
      </ul>
      {isCompared && (
        <button
          type="button"
          className="quiet-button results-photo"
          aria-label={photoAgain}
          title={photoAgain}
          onClick={compareWithPhoto}
        >
          <Icon name="compare" />
          {text.photo}
        </button>
      )}
    </section>
  );
}

function ResultPrint({ result }: { readonly result: Result }) {
  const text = useLaterText();
  const { id, photo, drawing, thumbnailId } = result;
  const styleName = useStyleName(drawing.recipe.styleId) ?? '';
  const isShown = useApp((state) => shownResultId(state) === id);
  const isCompared = useApp(({ history }) => history.compared?.resultId === id);
  const canCompare = useApp((state) => !isShown && isOfShownPhoto(result, state));
  const name = text.resultOf(styleName, photo.fileName);
  const item = useRef<HTMLLIElement>(null);

  useEffect(() => {
    if (isShown) item.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isShown]);

  return (
    <li ref={item} className="result">
      <button
        type="button"
        className="result-picture"
        aria-label={name}
        aria-current={isShown}
        title={name}
        onClick={() => void showResult(result)}
      >
        {thumbnailId === null ? (
          <Icon name="photo" />
        ) : (
          <img src={addresses.get(thumbnailId)} alt="" draggable={false} />
        )}
      </button>
      <span className="result-name" aria-hidden="true">
        {styleName}
      </span>
      {canCompare && (
        <button
          type="button"
          className="result-compare"
          aria-label={text.compareWith(styleName)}
          title={text.compareWith(styleName)}
          aria-pressed={isCompared}
          onClick={() => (isCompared ? compareWithPhoto() : void compareWith(result))}
        >
          <Icon name="compare" />
          <span className="result-compare-word">{text.compareShort}</span>
        </button>
      )}
    </li>
  );
}
