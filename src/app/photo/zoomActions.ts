import { fitted, type Zoom, zoomBy } from '#domain/picture/zoom.ts';
import { getState, patch } from '../shared/state/store.ts';

/** What one press of a button or a key multiplies the picture's size by. */
const step = 1.5;

export function setZoom(zoom: Zoom): void {
  patch('photo', { zoom });
}

export function zoomIn(): void {
  setZoom(zoomBy(getState().photo.zoom, step));
}

export function zoomOut(): void {
  setZoom(zoomBy(getState().photo.zoom, 1 / step));
}

/** Shows the whole picture. */
export function zoomToFit(): void {
  setZoom(fitted);
}

/** Brings a point of the picture (0..1 of its width and height) into the middle, where it is zoomed. */
export function lookAt(x: number, y: number): void {
  const { scale } = getState().photo.zoom;
  if (scale > 1) setZoom({ scale, x, y });
}
