import { useRef } from 'react';

/** Keys that follow one another faster belong together. */
const longestPauseMs = 1000;

let gestures = 0;

interface Gesture {
  /** For the element that is dragged or moved by keys. */
  readonly handlers: {
    readonly onPointerDown: () => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
  /** The number of the gesture that a change at `timeMs` (as events tell it) belongs to. */
  readonly current: (timeMs: number) => number;
}

/** Tells which changes of a slider belong together: those of one drag, however slow, and those of one run of keys. */
export function useGesture(): Gesture {
  const state = useRef({ number: 0, isHeld: false, lastMs: -Infinity });
  const begin = (isHeld: boolean): void => {
    state.current = { number: ++gestures, isHeld, lastMs: -Infinity };
  };
  const release = (): void => {
    state.current.isHeld = false;
    // A key that is pressed next begins a run of its own.
    state.current.lastMs = -Infinity;
  };
  return {
    handlers: {
      onPointerDown: () => begin(true),
      onPointerUp: release,
      onPointerCancel: release,
    },
    current(timeMs) {
      if (!state.current.isHeld && timeMs - state.current.lastMs > longestPauseMs) begin(false);
      state.current.lastMs = timeMs;
      return state.current.number;
    },
  };
}
