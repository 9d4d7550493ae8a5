import { setCompare } from '#app/settings/settingsActions.ts';
import { getState } from '#app/shared/state/store.ts';
import { setZoom, zoomToFit } from '#app/photo/zoomActions.ts';
import { fitted, type Zoom } from '#domain/picture/zoom.ts';
import {
  panBy,
  type PicturePoint,
  pointAt,
  type ViewOffset,
  zoomAround,
  type ZoomPlace,
} from '#domain/picture/zoomPlace.ts';

// It hears of pointers before the line between photo and drawing does, and keeps to itself those that pan
// or pinch.

/** A tap: nothing moves further than this, nor does a second one land further away, px. */
const tapReachPx = 24;
const doubleTapMs = 350;
const doubleTapScale = 2.5;
/** A trackpad's pinch tells a few px at a time; a notch of a wheel 100 and more. */
const mostWheelPx = 25;
/** Turns of the wheel that follow each other sooner belong together. */
const wheelPauseMs = 400;
const keyStepPx = 80;

const keyWays: Readonly<Record<string, ViewOffset>> = {
  ArrowLeft: { x: keyStepPx, y: 0 },
  ArrowRight: { x: -keyStepPx, y: 0 },
  ArrowUp: { x: 0, y: keyStepPx },
  ArrowDown: { x: 0, y: -keyStepPx },
};

interface Tap {
  readonly point: ViewOffset;
  readonly atMs: number;
  /** Where the line stood before: a double tap is not meant for it. */
  readonly compareFraction: number;
}

/** A movement that zooms: what it holds on to, and where in the view. */
interface Grip {
  readonly anchor: PicturePoint;
  readonly point: ViewOffset;
  readonly from: Zoom;
}

/** Safari's own event of a trackpad's pinch. */
interface GestureEvent extends UIEvent {
  readonly clientX: number;
  readonly clientY: number;
  readonly scale: number;
}

/**
 * Lets fingers, trackpad, wheel and keys zoom and pan the picture that `overlay` lies on. Returns the function
 * that takes all of it away.
 */
export function attachZoomGestures(overlay: HTMLElement): () => void {
  const frame = overlay.closest<HTMLElement>('.frame')!;
  const view = frame.parentElement!;
  const fingers = new Map<number, ViewOffset>();
  let doing: 'nothing' | 'pan' | 'pinch' = 'nothing';
  let pressed: Tap | null = null;
  let lastTap: Tap | null = null;
  let pinch: (Grip & { readonly spreadPx: number }) | null = null;
  let turning: (Grip & { readonly atMs: number }) | null = null;
  let gesture: Grip | null = null;

  const zoom = (): Zoom => getState().photo.zoom;

  function place(): ZoomPlace {
    const { width, height } = view.querySelector('.whole')!.getBoundingClientRect();
    const { scale } = zoom();
    return {
      view: { width: view.clientWidth, height: view.clientHeight },
      picture: { width: width / scale, height: height / scale },
    };
  }

  function offsetOf(event: { readonly clientX: number; readonly clientY: number }): ViewOffset {
    const { left, top, width, height } = view.getBoundingClientRect();
    return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
  }

  function grip(point: ViewOffset): Grip {
    return { anchor: pointAt(zoom(), point, place()), point, from: zoom() };
  }

  function press(event: PointerEvent): void {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest('.person-button, .crop-grip, .face-handle')) return;
    // One finger paints there, and so does the mouse, but for its middle button.
    const isPainted = event.target.closest('.brush-pad') !== null;
    if (event.button !== 0 && !(isPainted && event.button === 1)) return;
    const point = offsetOf(event);
    fingers.set(event.pointerId, point);
    if (fingers.size === 1) {
      // The first tap has brought the line under the second.
      const isLine = event.target.closest('.compare') !== null;
      const { compareFraction } = getState().photo;
      const isTap = !isPainted && (!isLine || lastTap !== null);
      pressed = isTap ? { point, atMs: event.timeStamp, compareFraction } : null;
      doing = zoom().scale > 1 && !isLine && isPainted === (event.button === 1) ? 'pan' : 'nothing';
    } else {
      if (doing === 'nothing' && pressed) setCompare(pressed.compareFraction);
      pressed = null;
      doing = 'pinch';
      startPinch();
    }
    if (doing === 'nothing') return;
    event.stopPropagation();
    view.setPointerCapture(event.pointerId);
  }

  function startPinch(): void {
    const [a, b] = [...fingers.values()];
    pinch = a && b ? { ...grip(middle(a, b)), spreadPx: distance(a, b) } : null;
  }

  function move(event: PointerEvent): void {
    const from = fingers.get(event.pointerId);
    if (!from) return;
    const to = offsetOf(event);
    if (pressed && distance(pressed.point, to) > tapReachPx) pressed = null;
    if (doing === 'nothing') return;
    event.stopPropagation();
    fingers.set(event.pointerId, to);
    const [a, b] = [...fingers.values()];
    if (pinch && a && b) {
      const factor = distance(a, b) / Math.max(1, pinch.spreadPx);
      setZoom(zoomAround(pinch.from, factor, pinch.anchor, middle(a, b), place()));
    } else {
      setZoom(panBy(zoom(), { x: to.x - from.x, y: to.y - from.y }, place()));
    }
  }

  function lift(event: PointerEvent): void {
    if (!fingers.delete(event.pointerId)) return;
    if (doing !== 'nothing') event.stopPropagation();
    if (event.type === 'pointerup' && pressed) tap(pressed, event.timeStamp);
    pressed = null;
    startPinch();
  }

  function tap(first: Tap, atMs: number): void {
    const before = lastTap;
    const isDouble =
      before !== null &&
      atMs - before.atMs < doubleTapMs &&
      distance(before.point, first.point) < tapReachPx;
    lastTap = isDouble ? null : { ...first, atMs };
    if (!isDouble) return;
    setCompare(before.compareFraction);
    if (zoom().scale > 1) return zoomToFit();
    const { anchor, point } = grip(first.point);
    setZoom(zoomAround(fitted, doubleTapScale, anchor, point, place()));
  }

  function wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) {
      if (zoom().scale === 1 || !view.querySelector('.brush-pad')) return;
      event.preventDefault();
      return setZoom(panBy(zoom(), { x: -event.deltaX, y: -event.deltaY }, place()));
    }
    event.preventDefault();
    const point = offsetOf(event);
    const goesOn =
      turning !== null &&
      event.timeStamp - turning.atMs < wheelPauseMs &&
      distance(point, turning.point) < 1;
    turning = { ...(goesOn && turning ? turning : grip(point)), atMs: event.timeStamp };
    const way = Math.min(mostWheelPx, Math.max(-mostWheelPx, event.deltaY));
    setZoom(zoomAround(zoom(), Math.exp(-way / 100), turning.anchor, point, place()));
  }

  function keydown(event: KeyboardEvent): void {
    const way = keyWays[event.key];
    if (!way || event.target !== frame) return;
    event.preventDefault();
    setZoom(panBy(zoom(), way, place()));
  }

  function startGesture(event: Event): void {
    event.preventDefault();
    // Fingers on the glass tell of themselves.
    gesture = fingers.size === 0 ? grip(offsetOf(event as GestureEvent)) : null;
  }

  function changeGesture(event: Event): void {
    event.preventDefault();
    if (!gesture) return;
    const { scale } = event as GestureEvent;
    setZoom(zoomAround(gesture.from, scale, gesture.anchor, gesture.point, place()));
  }

  /** Two fingers that move up or down would scroll the page otherwise. */
  function touchmove(event: TouchEvent): void {
    if (event.touches.length > 1) event.preventDefault();
  }

  const ending = new AbortController();
  const { signal } = ending;
  const first = { signal, capture: true };
  const active = { signal, passive: false };
  view.addEventListener('pointerdown', press, first);
  view.addEventListener('pointermove', move, first);
  view.addEventListener('pointerup', lift, first);
  view.addEventListener('pointercancel', lift, first);
  view.addEventListener('wheel', wheel, active);
  view.addEventListener('touchmove', touchmove, active);
  view.addEventListener('gesturestart', startGesture, active);
  view.addEventListener('gesturechange', changeGesture, active);
  frame.addEventListener('keydown', keydown, { signal });
  return () => ending.abort();
}

function distance(a: ViewOffset, b: ViewOffset): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle(a: ViewOffset, b: ViewOffset): ViewOffset {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
