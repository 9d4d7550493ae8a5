import { type Zoom, zoomBy } from './zoom.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The sizes of the view and of the picture in it, px. */
export interface ZoomPlace {
  readonly view: Size;
  /** The size of the picture when it fits the view. */
  readonly picture: Size;
}

/** A point or a movement in the view, px; a point is relative to the middle of the view. */
export interface ViewOffset {
  readonly x: number;
  readonly y: number;
}

/** A point of the picture: 0..1 of its width and of its height, or beyond it. */
export interface PicturePoint {
  readonly x: number;
  readonly y: number;
}

/** The point of the picture that is shown at a point of the view. */
export function pointAt(zoom: Zoom, { x, y }: ViewOffset, place: ZoomPlace): PicturePoint {
  const { width, height } = place.picture;
  const held = within(zoom, place);
  return { x: held.x + x / (width * held.scale), y: held.y + y / (height * held.scale) };
}

/**
 * `zoom` enlarged by `factor`, as far as the range allows, with `anchor` at the point `at` of the
 * view, or as near to it as the picture's borders allow.
 */
export function zoomAround(
  zoom: Zoom,
  factor: number,
  anchor: PicturePoint,
  at: ViewOffset,
  place: ZoomPlace,
): Zoom {
  const { scale } = zoomBy(zoom, factor);
  const { width, height } = place.picture;
  const x = anchor.x - at.x / (width * scale);
  const y = anchor.y - at.y / (height * scale);
  return within({ scale, x, y }, place);
}

/** The picture moved by `way`, as far as that leaves no gap. */
export function panBy(zoom: Zoom, way: ViewOffset, place: ZoomPlace): Zoom {
  return zoomAround(zoom, 1, pointAt(zoom, { x: 0, y: 0 }, place), way, place);
}

/**
 * The nearest zoom that leaves no gap where the picture is larger than the view; a smaller picture
 * is centred.
 */
function within({ scale, x, y }: Zoom, { view, picture }: ZoomPlace): Zoom {
  const hold = (at: number, room: number, length: number): number => {
    const half = Math.min(0.5, room / (2 * length * scale));
    return Math.min(1 - half, Math.max(half, at));
  };
  return {
    scale,
    x: hold(x, view.width, picture.width),
    y: hold(y, view.height, picture.height),
  };
}
