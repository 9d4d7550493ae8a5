/** How a picture is looked at. */
export interface Zoom {
  /** How much larger than it fits, 1..6. */
  readonly scale: number;
  /** The point of the picture in the middle of the view: 0..1 of its width and of its height. */
  readonly x: number;
  readonly y: number;
}

/** The whole picture. */
export const fitted: Zoom = { scale: 1, x: 0.5, y: 0.5 };

export const zoomRange = { min: 1, max: 6 } as const;

/** `factor` times as large, as far as the range goes, about the middle of the view. */
export function zoomBy({ scale, x, y }: Zoom, factor: number): Zoom {
  const wanted = Math.min(zoomRange.max, Math.max(zoomRange.min, scale * factor));
  return wanted === zoomRange.min ? fitted : { scale: wanted, x, y };
}
