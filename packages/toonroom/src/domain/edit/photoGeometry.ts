import { type Affine, composeAffine } from '../picture/geometry.ts';
import { orient, type Orientation, orientedSize } from '../files/orientation.ts';
import type { CropArea, PhotoEdit } from './photoEdit.ts';
import { cropSizeRange, noPhotoEdit } from './photoEdit.ts';

// Where the px of an edited photo come from. "Turned" is the photo after its quarter turns and the mirror, "the frame"
// the edited photo, whose axes are those of the turned one rotated by the tilt.

/** px */
export interface Size {
  readonly width: number;
  readonly height: number;
}

type Shape = Pick<PhotoEdit, 'turns' | 'isMirrored' | 'tilt' | 'crop'>;

/** A crop in px of the turned photo: its middle and its size. */
interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Of a tilted photo the outermost px are left out: there half of what is sampled would be empty. */
const tiltedMarginPx = 1;

/** The EXIF orientations of 0 to 3 quarter turns to the right, without and with a mirror behind them. */
const turnedOrientations: Readonly<Record<'plain' | 'mirrored', readonly Orientation[]>> = {
  plain: [1, 6, 3, 8],
  mirrored: [2, 5, 4, 7],
};

function orientationOf({ turns, isMirrored }: Shape): Orientation {
  return turnedOrientations[isMirrored ? 'mirrored' : 'plain'][turns]!;
}

/** The size of a photo of `size` px after its quarter turns. */
export function turnedSize(edit: Shape, { width, height }: Size): Size {
  return orientedSize(width, height, orientationOf(edit));
}

/** The part that stays, moved and made smaller until no corner of it is empty. `size` is the photo's. */
export function cropOf(edit: Shape, size: Size): CropArea {
  const turned = turnedSize(edit, size);
  return areaOf(frameOf(edit, turned), turned);
}

/** The size of the edited photo: whole px, 1 at least. `size` is the photo's. */
export function editedSize(edit: Shape, size: Size): Size {
  const { width, height } = frameOf(edit, turnedSize(edit, size));
  return { width: wholePx(width), height: wholePx(height) };
}

/** The map from the photo, of `size` px, to the edited one. It scales nothing. */
export function editedFromSource(edit: Shape, size: Size): Affine<'photo', 'output'> {
  const turned = turnedSize(edit, size);
  const upright = orient<'photo'>(orientationOf(edit), size.width, size.height);
  return composeAffine(frameFromTurned(edit, turned), upright);
}

function frameFromTurned(edit: Shape, turned: Size): Affine<'photo', 'output'> {
  const frame = frameOf(edit, turned);
  const [width, height] = [wholePx(frame.width), wholePx(frame.height)];
  if (edit.tilt === 0) {
    // Whole px, so that nothing is resampled.
    const start = (middle: number, length: number, whole: number): number =>
      Math.min(whole - length, Math.max(0, Math.round(middle - length / 2)));
    const [left, top] = [
      start(frame.x, width, turned.width),
      start(frame.y, height, turned.height),
    ];
    return { a: 1, b: 0, c: 0, d: 1, e: -left, f: -top };
  }
  const angle = radians(edit.tilt);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return {
    a: cos,
    b: sin,
    c: -sin,
    d: cos,
    e: width / 2 - cos * frame.x + sin * frame.y,
    f: height / 2 - sin * frame.x - cos * frame.y,
  };
}

function frameOf({ crop, tilt }: Shape, turned: Size): Frame {
  return withinPhoto(crop ? pixelsOf(crop, turned) : largestFrame(tilt, turned), tilt, turned);
}

/** The largest frame of the turned photo's shape without an empty corner. */
function largestFrame(tilt: number, turned: Size): Frame {
  return withinPhoto({ ...middleOf(turned), ...turned }, tilt, turned);
}

function middleOf({ width, height }: Size): { readonly x: number; readonly y: number } {
  return { x: width / 2, y: height / 2 };
}

/** The frame, smaller and moved as little as leaves all its corners in the photo. */
function withinPhoto(frame: Frame, tilt: number, turned: Size): Frame {
  const room = roomOf(tilt, turned);
  const reach = reachOf(frame, tilt);
  const scale = Math.min(1, room.width / (2 * reach.x), room.height / (2 * reach.y));
  return centredWithin(
    { ...frame, width: frame.width * scale, height: frame.height * scale },
    tilt,
    turned,
  );
}

/** The frame, which must fit, moved as little as leaves all its corners in the photo. */
function centredWithin(frame: Frame, tilt: number, turned: Size): Frame {
  const reach = reachOf(frame, tilt);
  const margin = marginOf(tilt, turned);
  const place = (middle: number, half: number, whole: number): number =>
    // Where rounding leaves no room at all, the middle.
    2 * half > whole - 2 * margin
      ? whole / 2
      : Math.min(whole - margin - half, Math.max(margin + half, middle));
  return {
    ...frame,
    x: place(frame.x, reach.x, turned.width),
    y: place(frame.y, reach.y, turned.height),
  };
}

/** How far the frame's corners are from its middle along the photo's axes. */
function reachOf(
  { width, height }: Size,
  tilt: number,
): { readonly x: number; readonly y: number } {
  const [cos, sin] = [Math.cos(radians(tilt)), Math.abs(Math.sin(radians(tilt)))];
  return { x: (width * cos + height * sin) / 2, y: (width * sin + height * cos) / 2 };
}

function marginOf(tilt: number, { width, height }: Size): number {
  return tilt === 0 ? 0 : Math.min(tiltedMarginPx, Math.min(width, height) / 8);
}

function roomOf(tilt: number, turned: Size): Size {
  const margin = marginOf(tilt, turned);
  return { width: turned.width - 2 * margin, height: turned.height - 2 * margin };
}

/** The edge or corner of a frame that is dragged: −1 is the left or upper one, 1 the right or lower one, 0 neither. */
export interface Handle {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/** A way in shares of the turned photo's width and height, along the axes of the edited photo. */
export interface Way {
  readonly x: number;
  readonly y: number;
}

/** The edit with its crop moved, as far as the photo reaches. `size` is the photo's. */
export function movedCrop(edit: PhotoEdit, size: Size, way: Way): PhotoEdit {
  const turned = turnedSize(edit, size);
  const frame = frameOf(edit, turned);
  const along = turnedFromFrame({ x: way.x * turned.width, y: way.y * turned.height }, edit.tilt);
  const moved = { ...frame, x: frame.x + along.x, y: frame.y + along.y };
  return withFrame(edit, centredWithin(moved, edit.tilt, turned), turned);
}

/**
 * The edit with an edge or corner of its crop moved, as far as the photo reaches; what is opposite stays where it is.
 * `ratio` is the width to height that the crop keeps, null for any. `size` is the photo's.
 */
export function resizedCrop(
  edit: PhotoEdit,
  size: Size,
  handle: Handle,
  way: Way,
  ratio: number | null,
): PhotoEdit {
  const turned = turnedSize(edit, size);
  const { tilt } = edit;
  const frame = frameOf(edit, turned);
  const wider = handle.x * way.x * turned.width;
  const higher = handle.y * way.y * turned.height;
  if (ratio !== null) {
    const scale = scaleOf(frame, handle, wider, higher);
    const grown = { width: frame.width * (scale - 1), height: frame.height * (scale - 1) };
    return withFrame(edit, grow(frame, handle, grown, tilt, turned), turned);
  }
  // One after the other: a way that is barred in one direction is still open in the other.
  const across = grow(frame, handle, { width: wider, height: 0 }, tilt, turned);
  const both = grow(across, handle, { width: 0, height: higher }, tilt, turned);
  return withFrame(edit, both, turned);
}

/** By what a frame grows in both directions when a handle of it is dragged. */
function scaleOf(frame: Frame, handle: Handle, wider: number, higher: number): number {
  const byWidth = 1 + wider / frame.width;
  const byHeight = 1 + higher / frame.height;
  if (handle.x === 0) return byHeight;
  if (handle.y === 0) return byWidth;
  return (byWidth + byHeight) / 2;
}

/** The frame grown by px, as far as the photo reaches and no smaller than is worth drawing. */
function grow(frame: Frame, handle: Handle, by: Size, tilt: number, turned: Size): Frame {
  const shift = turnedFromFrame(
    { x: (handle.x * by.width) / 2, y: (handle.y * by.height) / 2 },
    tilt,
  );
  const at = (share: number): Frame => ({
    x: frame.x + share * shift.x,
    y: frame.y + share * shift.y,
    width: frame.width + share * by.width,
    height: frame.height + share * by.height,
  });
  const [from, to] = [slackOf(frame, tilt, turned), slackOf(at(1), tilt, turned)];
  // Every slack changes evenly along the way.
  const shares = to.map((slack, index) => {
    const before = from[index]!;
    // What is beyond a bound already may still come nearer to it.
    if (slack >= 0 || slack >= before) return 1;
    return Math.max(0, before) / (before - slack);
  });
  return at(Math.min(1, ...shares));
}

/** How many px are left to each bound of a frame; negative beyond it. */
function slackOf(frame: Frame, tilt: number, turned: Size): readonly number[] {
  const reach = reachOf(frame, tilt);
  const margin = marginOf(tilt, turned);
  return [
    frame.x - reach.x - margin,
    turned.width - margin - frame.x - reach.x,
    frame.y - reach.y - margin,
    turned.height - margin - frame.y - reach.y,
    frame.width - cropSizeRange.min * turned.width,
    frame.height - cropSizeRange.min * turned.height,
  ];
}

/** The edit with a crop of that width to height, about as large as the one before and around the same middle. */
export function shapedCrop(edit: PhotoEdit, size: Size, ratio: number): PhotoEdit {
  const turned = turnedSize(edit, size);
  const frame = frameOf(edit, turned);
  const area = frame.width * frame.height;
  const shaped = { ...frame, width: Math.sqrt(area * ratio), height: Math.sqrt(area / ratio) };
  return withFrame(edit, withinPhoto(shaped, edit.tilt, turned), turned);
}

/** The edit after what is seen is turned by a quarter, to the right or to the left. */
export function turnedEdit(edit: PhotoEdit, direction: 'left' | 'right'): PhotoEdit {
  const isRight = direction === 'right';
  // Behind a mirror the photo itself turns the other way.
  const turns = ((edit.turns + (isRight === edit.isMirrored ? 3 : 1)) % 4) as PhotoEdit['turns'];
  const { crop } = edit;
  return {
    ...edit,
    turns,
    crop: crop && {
      x: isRight ? 1 - crop.y : crop.y,
      y: isRight ? crop.x : 1 - crop.x,
      width: crop.height,
      height: crop.width,
    },
  };
}

/** The edit after left and right of what is seen are exchanged. */
export function mirroredEdit(edit: PhotoEdit): PhotoEdit {
  const { crop, tilt, isMirrored } = edit;
  return {
    ...edit,
    isMirrored: !isMirrored,
    // No negative zero: what is compared as JSON would not be the same.
    tilt: tilt === 0 ? 0 : -tilt,
    crop: crop && { ...crop, x: 1 - crop.x },
  };
}

/**
 * Where a point (px of the photo edited by `before`) is once the photo, of `size` px, is edited by `after`; an absent
 * edit changes nothing.
 */
export function movedPoint(
  point: { readonly x: number; readonly y: number },
  size: Size,
  {
    before = noPhotoEdit,
    after = noPhotoEdit,
  }: { readonly before?: PhotoEdit | undefined; readonly after?: PhotoEdit | undefined },
): { readonly x: number; readonly y: number } {
  const { a, b, c, d, e, f } = editedFromSource(before, size);
  // It scales nothing, so its determinant is 1, or −1 behind a mirror.
  const sign = a * d - b * c;
  const [byX, byY] = [(point.x - e) / sign, (point.y - f) / sign];
  const source = { x: d * byX - c * byY, y: a * byY - b * byX };
  const map = editedFromSource(after, size);
  return {
    x: map.a * source.x + map.c * source.y + map.e,
    y: map.b * source.x + map.d * source.y + map.f,
  };
}

function turnedFromFrame({ x, y }: Way, tilt: number): Way {
  const [cos, sin] = [Math.cos(radians(tilt)), Math.sin(radians(tilt))];
  return { x: cos * x + sin * y, y: cos * y - sin * x };
}

function withFrame(edit: PhotoEdit, frame: Frame, turned: Size): PhotoEdit {
  return { ...edit, crop: areaOf(frame, turned) };
}

function pixelsOf({ x, y, width, height }: CropArea, turned: Size): Frame {
  return {
    x: x * turned.width,
    y: y * turned.height,
    width: width * turned.width,
    height: height * turned.height,
  };
}

function areaOf(frame: Frame, turned: Size): CropArea {
  return {
    x: frame.x / turned.width,
    y: frame.y / turned.height,
    width: frame.width / turned.width,
    height: frame.height / turned.height,
  };
}

function wholePx(length: number): number {
  return Math.max(1, Math.round(length));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
