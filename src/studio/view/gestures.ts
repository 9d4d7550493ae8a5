import type { Zoom } from '#domain/picture/zoom.ts';
import {
  panBy,
  type PicturePoint,
  pointAt,
  type ViewOffset,
  zoomAround,
  type ZoomPlace,
} from '#domain/picture/zoomPlace.ts';

/** What the gestures of a board act on; asked anew at every event. */
export interface Board {
  readonly place: () => ZoomPlace;
  readonly zoom: () => Zoom;
  readonly setZoom: (zoom: Zoom) => void;
  /** Takes hold of what lies at a place of the picture; false where there is nothing. */
  readonly grab: (at: PicturePoint, event: PointerEvent) => boolean;
  /** Moves what is held by a share of the picture's width and height. */
  readonly drag: (way: PicturePoint, event: PointerEvent) => void;
  readonly drop: () => void;
}

/** A trackpad's pinch tells a few px at a time; a notch of a wheel 100 and more. */
const mostWheelPx = 25;

interface Pinch {
  readonly anchor: PicturePoint;
  readonly from: Zoom;
  readonly spreadPx: number;
}

/**
 * Lets a finger or the mouse move what lies under it, or else the zoomed picture; two fingers and the wheel with Ctrl
 * zoom. Returns the function that takes all of it away.
 */
export function attachGestures(view: HTMLElement, board: Board): () => void {
  const fingers = new Map<number, ViewOffset>();
  let isHolding = false;
  let pinch: Pinch | null = null;

  function offsetOf(event: { readonly clientX: number; readonly clientY: number }): ViewOffset {
    const { left, top, width, height } = view.getBoundingClientRect();
    return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
  }

  function letGo(): void {
    if (isHolding) board.drop();
    isHolding = false;
  }

  function press(event: PointerEvent): void {
    if (event.button !== 0) return;
    const offset = offsetOf(event);
    fingers.set(event.pointerId, offset);
    view.setPointerCapture(event.pointerId);
    const [a, b] = [...fingers.values()];
    if (a && b) {
      letGo();
      const middle = between(a, b);
      const anchor = pointAt(board.zoom(), middle, board.place());
      pinch = { anchor, from: board.zoom(), spreadPx: Math.max(1, distance(a, b)) };
    } else {
      isHolding = board.grab(pointAt(board.zoom(), offset, board.place()), event);
    }
  }

  function move(event: PointerEvent): void {
    const from = fingers.get(event.pointerId);
    if (!from) return;
    const to = offsetOf(event);
    fingers.set(event.pointerId, to);
    const place = board.place();
    const way = { x: to.x - from.x, y: to.y - from.y };
    const [a, b] = [...fingers.values()];
    if (pinch && a && b) {
      const factor = distance(a, b) / pinch.spreadPx;
      board.setZoom(zoomAround(pinch.from, factor, pinch.anchor, between(a, b), place));
    } else if (isHolding) {
      const { scale } = board.zoom();
      const { width, height } = place.picture;
      board.drag({ x: way.x / (width * scale), y: way.y / (height * scale) }, event);
    } else {
      board.setZoom(panBy(board.zoom(), way, place));
    }
  }

  function lift(event: PointerEvent): void {
    if (!fingers.delete(event.pointerId)) return;
    pinch = null;
    letGo();
  }

  function wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const offset = offsetOf(event);
    const anchor = pointAt(board.zoom(), offset, board.place());
    const way = Math.min(mostWheelPx, Math.max(-mostWheelPx, event.deltaY));
    board.setZoom(zoomAround(board.zoom(), Math.exp(-way / 100), anchor, offset, board.place()));
  }

  const ending = new AbortController();
  const { signal } = ending;
  view.addEventListener('pointerdown', press, { signal });
  view.addEventListener('pointermove', move, { signal });
  view.addEventListener('pointerup', lift, { signal });
  view.addEventListener('pointercancel', lift, { signal });
  view.addEventListener('wheel', wheel, { signal, passive: false });
  return () => ending.abort();
}

function distance(a: ViewOffset, b: ViewOffset): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function between(a: ViewOffset, b: ViewOffset): ViewOffset {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
