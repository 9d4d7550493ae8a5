import { type RefObject, useEffect, useRef, useState } from 'react';
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

/** Records the canvas; what is recorded goes to `onRecorded`, and away with the component. */
export function useRecording(
  canvas: RefObject<HTMLCanvasElement | null>,
  onRecorded: (file: File) => void,
): RecordingState {
  const [recording, setRecording] = useState<Recording | null>(null);
  const [seconds, setSeconds] = useState(0);
  const [problem, setProblem] = useState<PageProblemCode | null>(null);
  const off = useRef<AbortController>(undefined);
  useEffect(() => {
    off.current = new AbortController();
    return () => off.current?.abort();
  }, []);
  useEffect(() => {
    if (!recording) return undefined;
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, [recording]);
  const fail = (error: unknown): void => {
    setRecording(null);
    setProblem(error instanceof PageError ? error.code : 'CAMERA_BUSY');
  };
  return {
    isOn: recording !== null,
    seconds,
    problem,
    start(hasSound) {
      const signal = off.current?.signal;
      if (!canvas.current || !signal || signal.aborted) return;
      setProblem(null);
      setSeconds(0);
      startRecording(canvas.current, hasSound, signal).then(setRecording, fail);
    },
    stop() {
      recording
        ?.stop()
        .then((file) => {
          setRecording(null);
          onRecorded(file);
        })
        .catch(fail);
    },
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
