/** What is shown on the screen, and the picture that is used for it. */
export interface CloseLook {
  /** Size of the photo itself, px. */
  readonly photo: { readonly width: number; readonly height: number };
  /** Width of the whole picture on the screen, including what lies outside the view, device px. */
  readonly shownWidthPx: number;
  /** Width of the picture that is stretched to that width, px. */
  readonly heldWidthPx: number;
  /** The most pixels that memory allows. */
  readonly mostPixels: number;
}

/** Stretching by less than this is not visible. */
const leastStretch = 1.1;
/** The picture is drawn larger by this factor: people who zoom in often zoom further. */
const headroom = 1.25;
/** From this share of the largest width on, the largest is drawn: the same px will be saved. */
const nearlyAll = 0.75;
/** The longest side that the GPUs of phones accept. */
const longestSidePx = 8192;

/** Width at which the picture looks sharp when drawn, px; null where the one shown will do. */
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
