/** The magnification of a picture, and which part of it is shown. */
export interface Zoom {
  /** Magnification relative to the size at which the picture fits, 1..6. */
  readonly scale: number;
  /** The point of the picture in the middle of the view: 0..1 of its width and of its height. */
  readonly x: number;
  readonly y: number;
}

/** The whole picture. */
export const fitted: Zoom = { scale: 1, x: 0.5, y: 0.5 };

export const zoomRange = { min: 1, max: 6 } as const;

/** Zooms by `factor`, as far as the range allows, about the middle of the view. */
export function zoomBy({ scale, x, y }: Zoom, factor: number): Zoom {
  const wanted = Math.min(zoomRange.max, Math.max(zoomRange.min, scale * factor));
  return wanted === zoomRange.min ? fitted : { scale: wanted, x, y };
}
