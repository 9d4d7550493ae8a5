import { CheckField } from '#ui/common/CheckField.tsx';
import { PathIcon } from '#ui/common/Icon.tsx';
import { SegmentField } from '#ui/common/SegmentField.tsx';
import { StepButton } from '#ui/common/StepButton.tsx';
import { compactQuery, useMediaQuery } from '#ui/common/useMediaQuery.ts';
import { useTexts } from '#ui/common/useTexts.ts';
import { guessAgain } from '../table/pictures.ts';
import { canRedo, canUndo, redo, turnChosen, undo } from '../table/points.ts';
import { patchStudio, reaches, useStudio } from '../table/store.ts';
import { pointName, studioTexts } from '../texts.ts';

const sizeStep = 1.04;
const turnStep = 2;
const leftTurn = 'M5 5v5h5M5.5 10A7.5 7.5 0 1 1 5 14.5';
const rightTurn = 'M19 5v5h-5M18.5 10A7.5 7.5 0 1 0 19 14.5';

/** What moves with the chosen point. */
export function ReachField() {
  const text = useTexts(studioTexts);
  const reach = useStudio((state) => state.reach);
  return (
    <SegmentField
      name="reach"
      legend={text.reachTitle}
      values={reaches}
      chosen={reach}
      labels={text.reaches}
      onChoose={(chosen) => patchStudio({ reach: chosen })}
    />
  );
}

/** How points are moved. */
export function Tools() {
  const text = useTexts(studioTexts);
  const reach = useStudio((state) => state.reach);
  const isMirrored = useStudio((state) => state.isMirrored);
  const point = useStudio((state) => state.point);
  const hasPast = useStudio(canUndo);
  const hasFuture = useStudio(canRedo);
  const isReady = useStudio(({ points }) => points !== null);
  const isCompact = useMediaQuery(compactQuery);
  return (
    <section className="panel pair-tools" aria-label={text.tools}>
      <div className="pair-panel-head">
        <p className="pair-chosen">{pointName(text, point)}</p>
        <CheckField
          checked={isMirrored}
          title={text.mirrorHint}
          onChange={(checked) => patchStudio({ isMirrored: checked })}
        >
          {text.mirror}
        </CheckField>
      </div>
      {isCompact && <ReachField />}
      <div className="pair-tool-row">
        <StepButton icon="undo" name={text.undo} isIdle={!hasPast} onPress={undo} />
        <StepButton icon="redo" name={text.redo} isIdle={!hasFuture} onPress={redo} />
        <StepButton icon="face" name={text.guessAgain} isIdle={!isReady} onPress={guessAgain} />
        {reach !== 'point' && (
          <div className="pair-turning">
            <StepButton
              icon="minus"
              name={text.smaller}
              isIdle={!isReady}
              onPress={() => turnChosen(1 / sizeStep, 0)}
            />
            <StepButton
              icon="plus"
              name={text.larger}
              isIdle={!isReady}
              onPress={() => turnChosen(sizeStep, 0)}
            />
            <TurnButton name={text.turnLeft} path={leftTurn} degrees={-turnStep} />
            <TurnButton name={text.turnRight} path={rightTurn} degrees={turnStep} />
          </div>
        )}
      </div>
    </section>
  );
}

interface TurnButtonProps {
  readonly name: string;
  readonly path: string;
  readonly degrees: number;
}

function TurnButton({ name, path, degrees }: TurnButtonProps) {
  return (
    <button
      type="button"
      className="quiet-button is-square"
      aria-label={name}
      title={name}
      onClick={() => turnChosen(1, degrees)}
    >
      <PathIcon path={path} />
    </button>
  );
}
