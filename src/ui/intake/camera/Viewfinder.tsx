import { isKnownStyle } from '#app/shared/styleEntries.ts';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type LiveCamera, takePicture } from '#app/intake/camera/camera.ts';
import { liveBackgrounds, type LiveLook } from '#app/intake/camera/live.ts';
import { canRecord } from '#app/intake/camera/recording.ts';
import { addresses } from '#app/shared/handles.ts';
import type { PageProblemCode } from '#app/shared/state/jobSlice.ts';
import { setCountdown, setMirrorsSelfies } from '#app/settings/settingsActions.ts';
import { Icon } from '../../common/Icon.tsx';
import { useApp, useFormats, useText } from '../../common/useApp.ts';
import { useLaterText } from '../../common/useLaterText.ts';
import { useCamera } from './useCamera.ts';
import { CameraReview, type Taken } from './CameraReview.tsx';
import { LiveControls } from './LiveControls.tsx';
import { LiveView } from './LiveView.tsx';
import { RecordButton, useRecording } from './RecordButton.tsx';
import './camera.css';
import { CheckField } from '../../common/CheckField.tsx';

const countdownFrom = 3;
const countdownStepMs = 1000;

/** The live picture of a camera with its shutter, or why there is none. */
export function Viewfinder() {
  const { state, fail, start } = useCamera();
  const text = useText();
  const [taken, setTaken] = useState<Taken | null>(null);
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  const take = (what: Taken): void => {
    if (isOpen.current) setTaken(what);
    else addresses.free(what.addressId);
  };
  // It outlasts the camera, which goes off while the page is out of sight.
  if (taken) return <CameraReview taken={taken} onRetake={() => setTaken(null)} />;
  if (state.status === 'failed') return <CameraProblem code={state.code} onRetry={start} />;
  const camera = state.status === 'live' ? state.camera : null;
  return (
    <div className="viewfinder">
      {camera ? (
        <Shutter camera={camera} onTake={take} onSwitch={start} onFail={fail} />
      ) : (
        <p className="viewfinder-picture" role="status">
          {text.cameraStarting}
        </p>
      )}
    </div>
  );
}

interface ShutterProps {
  readonly camera: LiveCamera;
  readonly onTake: (taken: Taken) => void;
  readonly onSwitch: (wanted: NonNullable<LiveCamera['next']>) => void;
  readonly onFail: (error: unknown) => void;
}

function Shutter({ camera, onTake, onSwitch, onFail }: ShutterProps) {
  const { stream, next } = camera;
  const text = useText();
  const later = useLaterText();
  const formats = useFormats();
  const hasCountdown = useApp(({ settings }) => settings.countdown);
  const mirrorsSelfies = useApp(({ settings }) => settings.mirrorsSelfies);
  const isMirror = camera.isMirror && mirrorsSelfies;
  const [isShowing, setIsShowing] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isLive, setLive] = useState(true);
  const [look, setLook] = useLook();
  const recording = useRecording(canvas, (file) =>
    onTake({ kind: 'recording', file, addressId: addresses.adopt(URL.createObjectURL(file)) }),
  );
  const shutter = useRef<HTMLButtonElement>(null);
  const { secondsLeft, start, stop } = useCountdown(() => {
    const shown = video.current;
    if (!shown) return;
    takePicture(shown, isMirror)
      .then((blob) => {
        // The viewfinder may have been closed meanwhile.
        if (!shown.isConnected) return;
        const addressId = addresses.adopt(URL.createObjectURL(blob));
        onTake({ kind: 'picture', blob, addressId, look: isLive ? look : null });
      })
      .catch(onFail);
  });
  const press = (): void => {
    if (!isShowing || recording.isOn) return;
    if (secondsLeft > 0) stop();
    else start(hasCountdown ? countdownFrom : 0);
  };
  useSpace(press);

  useLayoutEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  useEffect(() => {
    if (isShowing) shutter.current?.focus();
  }, [isShowing]);

  return (
    <>
      <div className="viewfinder-picture">
        <video
          ref={video}
          className={isMirror ? 'is-mirror' : undefined}
          aria-label={text.viewfinder}
          autoPlay
          muted
          playsInline
          onLoadedData={() => setIsShowing(true)}
        />
        {isLive && isShowing && (
          <LiveView video={video} canvas={canvas} look={look} isMirror={isMirror} />
        )}
        <p className="countdown" role="status">
          {secondsLeft > 0 && formats.count(secondsLeft)}
        </p>
      </div>
      {recording.problem && (
        <p className="live-problem" role="alert">
          {text.problems[recording.problem].what} {text.problems[recording.problem].next}
        </p>
      )}
      <div className="viewfinder-tools">
        <div className="viewfinder-checks">
          <CheckField checked={isLive} onChange={setLive} disabled={recording.isOn}>
            {later.liveDrawing}
          </CheckField>
          <CheckField checked={hasCountdown} onChange={setCountdown}>
            {text.countdown}
          </CheckField>
          {camera.isMirror && (
            <CheckField checked={mirrorsSelfies} onChange={setMirrorsSelfies}>
              {later.mirrorSelfies}
            </CheckField>
          )}
        </div>
        <button
          ref={shutter}
          type="button"
          className="shutter"
          aria-label={secondsLeft > 0 ? text.cancel : text.shutter}
          disabled={!isShowing || recording.isOn}
          onClick={press}
        >
          <Icon name={secondsLeft > 0 ? 'close' : 'camera'} />
        </button>
        <div className="viewfinder-more">
          {isLive && canRecord() && <RecordButton {...recording} isReady={isShowing} />}
          {next && !recording.isOn && (
            <button
              type="button"
              className="quiet-button viewfinder-switch"
              onClick={() => onSwitch(next)}
            >
              <Icon name="turn" />
              {text.switchCamera}
            </button>
          )}
        </div>
      </div>
      {isLive && <LiveControls look={look} onChange={setLook} />}
    </>
  );
}

/** The look of the live drawing: at first that of the settings. */
function useLook(): [LiveLook, (look: LiveLook) => void] {
  const settings = useApp((state) => state.settings);
  const styleId = useApp((state) =>
    state.settings.styleId !== null && isKnownStyle(state, state.settings.styleId)
      ? state.settings.styleId
      : (state.device.styles[0]?.id ?? null),
  );
  const [own, setOwn] = useState<LiveLook | null>(null);
  const { exaggeration, background } = settings;
  const look = own ?? {
    styleId,
    exaggeration,
    background: liveBackgrounds.find((each) => each === background) ?? 'drawn',
  };
  return [look, setOwn];
}

/** Counts seconds down to 0, then acts. */
function useCountdown(act: () => void): {
  readonly secondsLeft: number;
  readonly start: (seconds: number) => void;
  readonly stop: () => void;
} {
  const [secondsLeft, setSecondsLeft] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // What it does follows what is set while it counts.
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const start = (seconds: number): void => {
    setSecondsLeft(seconds);
    if (seconds === 0) latest.current();
    else timer.current = setTimeout(() => start(seconds - 1), countdownStepMs);
  };
  const stop = (): void => {
    clearTimeout(timer.current);
    setSecondsLeft(0);
  };
  return { secondsLeft, start, stop };
}

/** Lets the space bar press the shutter from wherever it means nothing else. */
function useSpace(press: () => void): void {
  const latest: RefObject<() => void> = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const answer = (event: KeyboardEvent): void => {
      const isElsewhere = event.target instanceof Element && event.target.closest('button, input');
      if (event.key !== ' ' || event.repeat || isElsewhere) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', answer);
    return () => removeEventListener('keydown', answer);
  }, []);
}

interface CameraProblemProps {
  readonly code: PageProblemCode;
  readonly onRetry: () => void;
}

function CameraProblem({ code, onRetry }: CameraProblemProps) {
  const text = useText();
  const { what, next } = text.problems[code];
  return (
    <div className="camera-problem" role="alert">
      <p>
        <strong>{what}</strong> {next}
      </p>
      <button type="button" className="button" onClick={() => onRetry()}>
        {text.tryAgain}
      </button>
    </div>
  );
}
