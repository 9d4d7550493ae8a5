import { useEffect, useRef, useState } from 'react';
import { isAbort } from '#domain/job/errors.ts';
import { toProblem } from '#app/photo/engine.ts';
import type { Headway, Problem } from '#app/shared/state/jobSlice.ts';
import { type AppState, getState, patch, watch } from '#app/shared/state/store.ts';
import { Icon } from '#ui/common/Icon.tsx';
import { ProblemText } from '#ui/common/ProblemText.tsx';
import { useApp, useText } from '#ui/common/useApp.ts';
import { useTexts } from '#ui/common/useTexts.ts';
import { Meter } from '#ui/photo/Meter.tsx';
import { drawResult } from '../frame/results.ts';
import type { Tell } from '../frame/session.ts';
import { embedTexts } from '../text.ts';
import { PhotoButton } from './PhotoButton.tsx';

const saveHeadway = ({ job }: AppState): Headway | null => job.saveHeadway;

type Status =
  | { readonly name: 'idle' | 'done' }
  | { readonly name: 'running'; readonly own: AbortController }
  | { readonly name: 'failed'; readonly problem: Problem };

const idle: Status = { name: 'idle' };

interface HandOverProps {
  readonly host: string;
  readonly tell: Tell;
}

/** The one large button: the drawing goes to the page around the frame, and never without it being pressed. */
export function HandOver({ host, tell }: HandOverProps) {
  const text = useText();
  const own = useTexts(embedTexts);
  const { status, press } = useHandOver(tell);
  const isReady = useApp(({ photo }) => photo.work !== null && photo.incoming === null);
  const row = useRef<HTMLDivElement>(null);
  const isRunning = status.name === 'running';

  // The button and cancel take each other's place: the keyboard stays on whichever is there.
  const wasRunning = useRef(isRunning);
  useEffect(() => {
    if (wasRunning.current === isRunning) return;
    wasRunning.current = isRunning;
    if (document.activeElement !== document.body) return;
    row.current?.querySelector<HTMLElement>(isRunning ? 'button' : '.is-primary')?.focus();
  }, [isRunning]);

  return (
    <div className="hand-over">
      <div className="hand-over-row" ref={row}>
        {isRunning ? (
          <>
            <Meter name={own.handingOver} select={saveHeadway} />
            <button
              type="button"
              className="button is-square"
              aria-label={text.cancel}
              onClick={() => status.own.abort()}
            >
              <Icon name="close" />
            </button>
          </>
        ) : (
          <>
            <PhotoButton className="button is-square">
              <Icon name="photo" />
              <span className="visually-hidden">{own.anotherPhoto}</span>
            </PhotoButton>
            <button
              type="button"
              className="button is-primary use-button"
              disabled={!isReady}
              onClick={() => void press()}
            >
              <Icon name="check" />
              {own.usePicture}
            </button>
          </>
        )}
      </div>
      <div className="hint hand-over-hint">
        <p role="alert">{status.name === 'failed' && <ProblemText problem={status.problem} />}</p>
        <p role="status">
          {status.name === 'done' && own.handedOver(host)}
          {(status.name === 'idle' || isRunning) && own.goesTo(host)}
        </p>
      </div>
    </div>
  );
}

/** Makes the picture that was asked for and hands it over, unless its photo gives way to another one. */
function useHandOver(tell: Tell): { readonly status: Status; readonly press: () => Promise<void> } {
  const [status, setStatus] = useState(idle);
  const running = useRef<AbortController>(null);

  useEffect(() => {
    const stops = [
      watch(
        ({ photo }) => photo.work?.photo.photoId,
        () => running.current?.abort(),
      ),
      watch(
        ({ photo }) => photo.work?.drawing,
        () => setStatus((last) => (last.name === 'running' ? last : idle)),
      ),
    ];
    return () => {
      stops.forEach((stop) => stop());
      running.current?.abort();
    };
  }, []);

  const press = async (): Promise<void> => {
    const { work } = getState().photo;
    if (!work) return;
    const own = new AbortController();
    const { signal } = own;
    running.current = own;
    patch('job', { saveHeadway: null });
    setStatus({ name: 'running', own });
    try {
      const onProgress = (saveHeadway: Headway): void => patch('job', { saveHeadway });
      // The picture that is seen: nothing that the page asks for at this moment changes it.
      const order = { photo: work.photo, recipe: work.drawing.recipe };
      const file = await drawResult(order, {}, { signal, onProgress });
      signal.throwIfAborted();
      tell({ type: 'result', id: null, ...file });
      setStatus({ name: 'done' });
    } catch (error) {
      setStatus(isAbort(error) ? idle : { name: 'failed', problem: toProblem(error) });
    }
  };
  return { status, press };
}
