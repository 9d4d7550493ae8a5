import {
  type Grade,
  type Judged,
  judge,
  judged,
  type Quality,
  worst,
} from '#domain/pair/quality.ts';
import { type Formats } from '#app/shared/formats.ts';
import { useFormats } from '#ui/common/useApp.ts';
import { useTexts } from '#ui/common/useTexts.ts';
import { type Coincidence, isAlignment } from '../align/alignment.ts';
import { choosePoint } from '../table/points.ts';
import { patchStudio, useStudio } from '../table/store.ts';
import { pointName, type StudioText, studioTexts } from '../texts.ts';

/** How well the cartoon lies on the photo, figure by figure. */
export function QualityPanel() {
  const text = useTexts(studioTexts);
  const outcome = useStudio(({ aligned }) => aligned?.outcome ?? null);
  const isReady = useStudio(({ points }) => points !== null);
  return (
    <section className="panel pair-panel" aria-label={text.qualityTitle}>
      <header className="pair-panel-head">
        <h2 className="heading">{text.qualityTitle}</h2>
        {isReady && outcome && isAlignment(outcome) && (
          <GradeBadge grade={worst(Object.values(judge(outcome.quality)))} />
        )}
      </header>
      {outcome && isReady ? (
        isAlignment(outcome) ? (
          <Figures quality={outcome.quality} />
        ) : (
          <Coinciding coincidence={outcome} />
        )
      ) : (
        <p className="hint">{isReady ? text.aligning : text.needsBoth}</p>
      )}
    </section>
  );
}

function GradeBadge({ grade }: { readonly grade: Grade }) {
  const text = useTexts(studioTexts);
  return <span className={`pair-grade is-${grade}`}>{text.grades[grade]}</span>;
}

function Coinciding({ coincidence: { side, points } }: { readonly coincidence: Coincidence }) {
  const text = useTexts(studioTexts);
  const [first, second] = points;
  return (
    <div role="alert" className="pair-coinciding">
      <p>{text.coinciding(pointName(text, first), pointName(text, second), text.sides[side])}</p>
      {points.map((point) => (
        <button
          key={point}
          type="button"
          className="link-button"
          onClick={() => {
            if (side === 'photo') patchStudio({ view: 'photo' });
            choosePoint(point);
          }}
        >
          {pointName(text, point)}
        </button>
      ))}
    </div>
  );
}

function Figures({ quality }: { readonly quality: Quality }) {
  const text = useTexts(studioTexts);
  const formats = useFormats();
  const grades = judge(quality);
  return (
    <>
      <dl className="pair-figures">
        {judged.map((name) => (
          <div key={name} className="pair-figure" data-figure={name}>
            <dt title={text.judgedHints[name]}>{text.judged[name]}</dt>
            <dd>{figureOf(name, quality, text, formats)}</dd>
            <dd>
              <GradeBadge grade={grades[name]} />
            </dd>
          </div>
        ))}
      </dl>
      {quality.folds.length > 0 && (
        <p className="pair-folded">
          {text.foldsShown}{' '}
          <button
            type="button"
            className="link-button"
            onClick={() => patchStudio({ view: 'overlay' })}
          >
            {text.showFolds}
          </button>
        </p>
      )}
      <details className="pair-explained">
        <summary>{text.explain}</summary>
        <dl>
          {judged.map((name) => (
            <div key={name}>
              <dt>{text.judged[name]}</dt>
              <dd>{text.judgedHints[name]}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

function figureOf(name: Judged, quality: Quality, text: StudioText, formats: Formats): string {
  const { folds, leastArea, bending, meanMove, mostMove, meanMiss, mostMiss } = quality;
  switch (name) {
    case 'folding':
      return folds.length > 0
        ? text.folds(folds.length, formats.count(folds.length))
        : text.noFolds(formats.percent(leastArea));
    case 'bending':
      return formats.count(Math.round(bending));
    case 'move':
      return text.meanAndMost(formats.percent(meanMove), formats.percent(mostMove));
    case 'miss':
      return text.meanAndMostPx(formats.decimal(meanMiss), formats.decimal(mostMiss));
  }
}
