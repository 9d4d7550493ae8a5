import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type Recording, startRecording } from '#app/intake/camera/recording.ts';
import { PageError } from '#app/shared/pageError.ts';
import { playTime } from '#app/shared/playTime.ts';
import type { PageProblemCode } from '#app/shared/state/jobSlice.ts';
import { CheckField } from '../../common/CheckField.tsx';
import { useLaterText } from '../../common/useLaterText.ts';

/** A recording of the live drawing, or none. */
export interface RecordingState {
  readonly isOn: boolean;
  readonly seconds: number;
  readonly problem: PageProblemCode | null;
  readonly start: (hasSound: boolean) => void;
  readonly stop: () => void;
}

/** Records the canvas; what is recorded goes to `onRecorded`, also where the component goes away under it. */
export function useRecording(
  canvas: RefObject<HTMLCanvasElement | null>,
  onRecorded: (file: File) => void,
): RecordingState {
  const [isOn, setOn] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const [problem, setProblem] = useState<PageProblemCode | null>(null);
  const running = useRef<Promise<Recording> | null>(null);
  const latest = useRef(onRecorded);
  useEffect(() => {
    latest.current = onRecorded;
  });
  const fail = (error: unknown): void => {
    running.current = null;
    setOn(false);
    setProblem(error instanceof PageError ? error.code : 'CAMERA_BUSY');
  };
  const stop = (): void => {
    const recording = running.current;
    running.current = null;
    recording
      ?.then(async (started) => await started.stop())
      .then((file) => {
        setOn(false);
        latest.current(file);
      })
      .catch(fail);
  };
  const atEnd = useEffectEvent(stop);
  useEffect(() => () => atEnd(), []);
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, [isOn]);
  return {
    isOn,
    seconds,
    problem,
    start(hasSound) {
      if (!canvas.current || running.current) return;
      setProblem(null);
      setSeconds(0);
      running.current = startRecording(canvas.current, hasSound);
      running.current.then(() => setOn(true), fail);
    },
    stop,
  };
}

interface RecordButtonProps extends RecordingState {
  readonly isReady: boolean;
}

/** Starts and ends a recording, with sound or without. */
export function RecordButton({ isOn, seconds, start, stop, isReady }: RecordButtonProps) {
  const later = useLaterText();
  const [hasSound, setHasSound] = useState(false);
  return (
    <>
      {!isOn && (
        <CheckField checked={hasSound} onChange={setHasSound}>
          {later.recordSound}
        </CheckField>
      )}
      <button
        type="button"
        className={isOn ? 'button record is-on' : 'button record'}
        disabled={!isReady}
        onClick={() => (isOn ? stop() : start(hasSound))}
      >
        <span className="record-dot" aria-hidden="true" />
        {isOn ? later.stopRecording : later.record}
        {isOn && <span className="record-time">{playTime(seconds)}</span>}
      </button>
    </>
  );
}
