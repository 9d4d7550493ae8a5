import { type Box, commonArea } from '../picture/geometry.ts';
import type { Bubble, BubbleKind, Place } from './frame.ts';
import type { FramedPart, FrameLayout, PicturePlace } from './layoutParts.ts';

// Where bubbles are: kept in shares of the photo, so that they stay beside their face in every frame.

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A bubble in px of the layout. */
export interface BubblePlace {
  readonly box: Box;
  readonly tail: Place | null;
}

/** Where the mouth is, in the box of a face. */
const mouthAt = { x: 0.5, y: 0.78 } as const;
/** Of a new bubble. */
const bubbleSize = { width: 0.44, height: 0.26 } as const;
/** A tail ends this far from the mouth, in widths of the face. */
const tailRoom = 0.3;

/** The picture that bubbles belong to: the first drawing, or the first picture. */
function spokenPicture({ pictures }: FrameLayout): PicturePlace | undefined {
  return pictures.find(({ source }) => source !== 'photo') ?? pictures[0];
}

/** Px of a layout that a bubble's width and height are measured in. */
export function bubbleUnit(layout: FrameLayout): number {
  const { width, height } = spokenPicture(layout)?.box ?? layout;
  return Math.min(width, height);
}

/** Where a bubble stands in a layout, moved and if need be shrunk to lie in it. */
export function placeBubble(bubble: Bubble, layout: FrameLayout, photo: Size): BubblePlace | null {
  const picture = spokenPicture(layout);
  if (!picture) return null;
  const { toX, toY } = mapOf(picture, photo);
  const short = bubbleUnit(layout);
  const width = Math.min(layout.width * 0.98, bubble.width * short);
  const height = Math.min(layout.height * 0.98, bubble.height * short);
  const inside = (value: number, length: number, whole: number): number =>
    Math.min(whole - length - layout.line, Math.max(layout.line, value));
  return {
    box: {
      x: inside(toX(bubble.x) - width / 2, width, layout.width),
      y: inside(toY(bubble.y) - height / 2, height, layout.height),
      width,
      height,
    },
    tail: bubble.tail && { x: toX(bubble.tail.x), y: toY(bubble.tail.y) },
  };
}

/** A place of a layout, px, in shares of the photo. */
export function placeInPhoto({ x, y }: Place, layout: FrameLayout, photo: Size): Place {
  const picture = spokenPicture(layout)!;
  const { box, crop } = picture;
  const scale = box.width / crop.width;
  return {
    x: ((x - box.x) / scale + crop.x) / photo.width,
    y: ((y - box.y) / scale + crop.y) / photo.height,
  };
}

function mapOf({ box, crop }: PicturePlace, photo: Size) {
  const scale = box.width / crop.width;
  return {
    toX: (x: number): number => box.x + (x * photo.width - crop.x) * scale,
    toY: (y: number): number => box.y + (y * photo.height - crop.y) * scale,
  };
}

/** What a new bubble is placed by. */
interface NewBubble {
  readonly kind: BubbleKind;
  readonly part: FramedPart;
  readonly photo: Size;
  /** The face that speaks; without one the tail points down. */
  readonly speaker: Box | undefined;
  readonly others: readonly Bubble[];
}

/** A bubble without words, in the corner of the part that covers no face and no other bubble if there is one, its tail at the mouth. */
export function newBubble({ kind, part, photo, speaker, others }: NewBubble): Bubble {
  const { crop, faces } = part;
  const short = Math.min(crop.width, crop.height);
  const [width, height] = [bubbleSize.width * short, bubbleSize.height * short];
  const margin = short * 0.03;
  const taken: readonly Box[] = [
    ...faces.map(headOf),
    ...others.map((other) => ({
      x: other.x * photo.width - (other.width * short) / 2,
      y: other.y * photo.height - (other.height * short) / 2,
      width: other.width * short,
      height: other.height * short,
    })),
  ];
  const mouth = speaker && {
    x: speaker.x + speaker.width * mouthAt.x,
    y: speaker.y + speaker.height * mouthAt.y,
  };
  const lefts = [crop.x + margin, crop.x + crop.width - width - margin];
  const tops = [0, 0.25, 0.5, 0.75, 1].map(
    (share) => crop.y + margin + share * (crop.height - height - 2 * margin),
  );
  let best = { box: { x: lefts[0]!, y: tops[0]!, width, height }, cost: Infinity };
  for (const y of tops) {
    for (const x of lefts) {
      const box = { x, y, width, height };
      const covered = taken.reduce((sum, other) => sum + commonArea(box, other), 0);
      const far = mouth ? Math.hypot(x + width / 2 - mouth.x, y + height / 2 - mouth.y) : 0;
      // Above the mouth reads best.
      const low = mouth ? Math.max(0, y + height - mouth.y) / short : 0;
      const cost = (4 * covered) / (width * height) + (0.4 * far) / short + low;
      if (cost < best.cost) best = { box, cost };
    }
  }
  const { box } = best;
  const middle = { x: box.x + width / 2, y: box.y + height / 2 };
  const tail = mouth
    ? beside(mouth, middle, speaker.width * tailRoom)
    : { x: middle.x - width * 0.15, y: middle.y + height };
  return {
    kind,
    text: '',
    x: middle.x / photo.width,
    y: middle.y / photo.height,
    width: bubbleSize.width,
    height: bubbleSize.height,
    tail: { x: tail.x / photo.width, y: tail.y / photo.height },
  };
}

/** A face with its hair. */
function headOf({ x, y, width, height }: Box): Box {
  return { x: x - width * 0.15, y: y - height * 0.35, width: width * 1.3, height: height * 1.4 };
}

/** A spot at a distance from the mouth, on the way to the bubble. */
function beside(mouth: Place, bubble: Place, distance: number): Place {
  const [x, y] = [bubble.x - mouth.x, bubble.y - mouth.y];
  const share = Math.min(0.6, distance / Math.max(1, Math.hypot(x, y)));
  return { x: mouth.x + x * share, y: mouth.y + y * share };
}
