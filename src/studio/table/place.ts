import type { KeyPoints } from '#domain/pair/keyPoints.ts';
import { fitted, type Zoom, zoomBy } from '#domain/picture/zoom.ts';
import { panBy, type ZoomPlace } from '#domain/picture/zoomPlace.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a picture lies in its view, CSS px. */
export interface Place {
  readonly view: Size;
  /** Of the picture's own size. */
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How much of the view the points fill at first. */
const faceShare = 0.65;
/** Room around a picture that fits its view. */
const marginPx = 8;

/** The sizes that zooming goes by. */
export function zoomPlaceOf(view: Size, picture: Size): ZoomPlace {
  const fit = Math.min(
    (view.width - 2 * marginPx) / picture.width,
    (view.height - 2 * marginPx) / picture.height,
  );
  const scale = Math.max(0.01, fit);
  return { view, picture: { width: picture.width * scale, height: picture.height * scale } };
}

/** Where a picture lies at a zoom. */
export function placeIn(view: Size, picture: Size, zoom: Zoom): Place {
  const sizes = zoomPlaceOf(view, picture);
  const held = panBy(zoom, { x: 0, y: 0 }, sizes);
  const width = sizes.picture.width * held.scale;
  const height = sizes.picture.height * held.scale;
  return {
    view,
    scale: width / picture.width,
    left: view.width / 2 - held.x * width,
    top: view.height / 2 - held.y * height,
    width,
    height,
  };
}

/** The zoom that shows key points as large as they fit, with room around them. */
export function zoomToPoints(points: KeyPoints, picture: Size): Zoom {
  const across = points.filter((_, index) => index % 2 === 0);
  const down = points.filter((_, index) => index % 2 === 1);
  const [left, right] = [Math.min(...across), Math.max(...across)];
  const [top, bottom] = [Math.min(...down), Math.max(...down)];
  const share = Math.max((right - left) / picture.width, (bottom - top) / picture.height);
  const zoom = zoomBy(fitted, faceShare / Math.max(share, 0.01));
  if (zoom.scale === fitted.scale) return zoom;
  return {
    ...zoom,
    x: (left + right) / 2 / picture.width,
    y: (top + bottom) / 2 / picture.height,
  };
}
