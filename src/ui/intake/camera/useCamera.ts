import { useCallback, useEffect, useState } from 'react';
import {
  frontCamera,
  type LiveCamera,
  startCamera,
  type WantedCamera,
} from '#app/intake/camera/camera.ts';
import type { PageProblemCode } from '#app/shared/state/jobSlice.ts';
import { PageError } from '#app/shared/pageError.ts';

type CameraState =
  | { readonly status: 'starting' }
  | { readonly status: 'live'; readonly camera: LiveCamera }
  | { readonly status: 'failed'; readonly code: PageProblemCode };

/** One time of a camera being on, or off; another object is another time. */
interface Session {
  readonly wanted: WantedCamera;
  readonly isOn: boolean;
}

/** A camera that is on while the component is there and the page in sight, and goes off when it fails. */
export function useCamera(): {
  readonly state: CameraState;
  readonly fail: (error: unknown) => void;
  /** The same camera again where none is named. */
  readonly start: (wanted?: WantedCamera) => void;
} {
  const [session, setSession] = useState<Session>({ wanted: frontCamera, isOn: !document.hidden });
  const [outcome, setOutcome] = useState<{ session: Session; state: CameraState } | null>(null);
  const fail = useCallback(
    (error: unknown): void => {
      const off = { ...session, isOn: false };
      const code = error instanceof PageError ? error.code : 'CAMERA_BUSY';
      setSession(off);
      setOutcome({ session: off, state: { status: 'failed', code } });
    },
    [session],
  );

  useEffect(() => {
    const follow = (): void => setSession(({ wanted }) => ({ wanted, isOn: !document.hidden }));
    document.addEventListener('visibilitychange', follow);
    return () => document.removeEventListener('visibilitychange', follow);
  }, []);
  useEffect(() => {
    if (!session.isOn) return undefined;
    const off = new AbortController();
    const unlessOff =
      <Value>(act: (value: Value) => void) =>
      (value: Value): void => {
        if (!off.signal.aborted) act(value);
      };
    const lost = unlessOff(fail);
    startCamera(session.wanted, off.signal, lost).then(
      unlessOff((camera) => setOutcome({ session, state: { status: 'live', camera } })),
      unlessOff(fail),
    );
    return () => off.abort();
  }, [session, fail]);

  const state = outcome?.session === session ? outcome.state : ({ status: 'starting' } as const);
  const start = (wanted = session.wanted): void => setSession({ wanted, isOn: true });
  return { state, fail, start };
}
