/** What is looked at, and with what it is shown now. */
export interface CloseLook {
  /** Size of the photo itself, px. */
  readonly photo: { readonly width: number; readonly height: number };
  /** How wide the whole picture is on the screen, as far as it reaches beyond the view too: device px. */
  readonly shownWidthPx: number;
  /** Width of the picture that is stretched to that, px. */
  readonly heldWidthPx: number;
  /** What there is memory for. */
  readonly mostPixels: number;
}

/** A smaller stretch is not visible. */
const leastStretch = 1.1;
/** Somebody who looks closer once will do so again. */
const headroom = 1.25;
/** When it is nearly all of it, all of it is drawn: those are the px that will be saved. */
const nearlyAll = 0.75;
/** Graphics processors of phones take no side longer than this. */
const longestSidePx = 8192;

/** How wide the picture should be drawn for it to look sharp, px; null where what is shown will do. */
export function closeUpWidth(look: CloseLook): number | null {
  const { photo, shownWidthPx, heldWidthPx, mostPixels } = look;
  if (shownWidthPx < leastStretch * heldWidthPx) return null;
  const { width, height } = photo;
  const room = Math.min(
    1,
    Math.sqrt(mostPixels / (width * height)),
    longestSidePx / Math.max(width, height),
  );
  const widest = Math.max(1, Math.floor(width * room));
  const wanted = Math.ceil(headroom * shownWidthPx);
  const drawn = wanted < nearlyAll * widest ? wanted : widest;
  return drawn < leastStretch * heldWidthPx ? null : drawn;
}
