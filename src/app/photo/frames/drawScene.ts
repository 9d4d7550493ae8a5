import { placeBubble } from '#domain/frame/bubbles.ts';
import type { Frame, FrameSource } from '#domain/frame/frame.ts';
import type { FrameLayout, PicturePlace } from '#domain/frame/layoutParts.ts';
import type { Scene } from '#domain/frame/scene.ts';
import type { Box } from '#domain/picture/geometry.ts';
import { mixed } from './colours.ts';
import { drawGrain, drawHalftone, drawStrip } from './drawGrounds.ts';
import { drawBubble, drawWords } from './drawWords.ts';

/** A picture that is drawn into a frame. */
export interface FramePicture {
  readonly image: ImageBitmap;
  /** What of the photo it shows, px of it. */
  readonly covers: Box;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a scene is drawn from. */
export interface DrawOrder {
  readonly scene: Scene;
  readonly frame: Frame;
  /** The size of the photo, px. */
  readonly photo: Size;
  /** A picture, or undefined while it is on its way. */
  readonly pictureOf: (source: FrameSource) => FramePicture | undefined;
}

const whitePaper = '#ffffff';

/**
 * Draws a scene at a scale, px of the canvas per px of the scene; the preview and the file are drawn by this. Tells
 * whether words were cut for want of room.
 */
export function drawScene(
  context: CanvasRenderingContext2D,
  order: DrawOrder,
  scale: number,
): { readonly isCut: boolean } {
  const { scene } = order;
  let isCut = false;
  context.save();
  context.scale(scale, scale);
  context.imageSmoothingQuality = 'high';
  if (scene.page) {
    context.fillStyle = whitePaper;
    context.fillRect(0, 0, scene.width, scene.height);
  }
  for (const { layout, box } of scene.placements) {
    context.save();
    if (scene.page) clipTo(context, cutOf(scene.page.room, scene.placements.length));
    context.translate(box.x, box.y);
    context.scale(box.width / layout.width, box.height / layout.height);
    isCut = drawLayout(context, layout, order) || isCut;
    context.restore();
  }
  context.strokeStyle = '#777777';
  context.lineWidth = 1;
  context.beginPath();
  for (const { x1, y1, x2, y2 } of scene.marks) {
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
  }
  context.stroke();
  context.restore();
  return { isCut };
}

/** Several portraits lie apart and need no edge. */
function cutOf(room: Box, count: number): Box | null {
  return count === 1 ? room : null;
}

function clipTo(context: CanvasRenderingContext2D, box: Box | null): void {
  if (!box) return;
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
}

function drawLayout(
  context: CanvasRenderingContext2D,
  layout: FrameLayout,
  order: DrawOrder,
): boolean {
  const { frame, photo } = order;
  const isOnPaper = order.scene.page !== null && layout.rounding === 0;
  const shown = order.scene.placements.length > 1 ? { ...frame, kind: 'none' as const } : frame;
  if (shown.kind !== 'none') drawPaper(context, layout, shown);
  for (const strip of layout.strips) drawStrip(context, strip, frame.paper);
  for (const place of layout.pictures) {
    drawFramed(context, place, layout, { ...order, frame: shown });
  }
  let isCut = false;
  for (const words of layout.words) {
    isCut = drawWords(context, words, { frame: shown, layout }) || isCut;
  }
  if (order.scene.placements.length > 1) return isCut;
  if (isOnPaper && shown.kind !== 'none') drawPaperEdge(context, layout, shown);
  for (const bubble of shown.bubbles) {
    const place = placeBubble(bubble, layout, photo);
    if (place) isCut = drawBubble(context, bubble, place, layout) || isCut;
  }
  return isCut;
}

function drawPaper(
  context: CanvasRenderingContext2D,
  { width, height, outerRounding }: FrameLayout,
  { kind, paper }: Frame,
): void {
  context.save();
  context.beginPath();
  context.roundRect(0, 0, width, height, outerRounding);
  context.clip();
  context.fillStyle = paper;
  context.fillRect(0, 0, width, height);
  if (kind === 'polaroid' || kind === 'film') drawGrain(context, { width, height });
  context.restore();
}

/** White paper on white paper would have no edge. */
function drawPaperEdge(
  context: CanvasRenderingContext2D,
  { width, height, line }: FrameLayout,
  { kind, paper }: Frame,
): void {
  if (kind !== 'polaroid') return;
  context.strokeStyle = mixed(paper, '#000000', 0.12);
  context.lineWidth = Math.max(1, line * 0.5);
  context.strokeRect(0, 0, width, height);
}

function drawFramed(
  context: CanvasRenderingContext2D,
  place: PicturePlace,
  { line, rounding }: FrameLayout,
  { frame, pictureOf }: DrawOrder,
): void {
  const { box, source } = place;
  const { x, y, width, height } = box;
  if (frame.kind === 'comic' || frame.kind === 'grid' || frame.kind === 'pair') {
    if (frame.kind === 'comic') {
      // The panel's shadow, as hard as ink.
      context.fillStyle = mixed(frame.paper, frame.ink, 0.22);
      context.fillRect(x + line * 0.6, y + line * 0.6, width + line * 1.6, height + line * 1.6);
    }
    context.fillStyle = frame.ink;
    context.fillRect(x - line, y - line, width + 2 * line, height + 2 * line);
  }
  context.save();
  context.beginPath();
  if (rounding > 0) context.roundRect(x, y, width, height, rounding);
  else context.rect(x, y, width, height);
  context.clip();
  if (frame.kind !== 'none') {
    // A drawing without a background lets it through.
    context.fillStyle = frame.paper;
    context.fillRect(x, y, width, height);
  }
  const picture = pictureOf(source);
  if (picture) drawPicture(context, place, picture);
  else {
    context.fillStyle = '#d9d2c7';
    context.fillRect(x, y, width, height);
  }
  if (frame.kind === 'comic') drawHalftone(context, box, frame.accent);
  context.restore();
  if (frame.kind === 'polaroid') {
    // The print is set into its paper.
    context.strokeStyle = mixed(frame.paper, '#000000', 0.35);
    context.lineWidth = line;
    context.beginPath();
    context.roundRect(x - line / 2, y - line / 2, width + line, height + line, rounding);
    context.stroke();
  }
}

function drawPicture(
  context: CanvasRenderingContext2D,
  { box, crop }: PicturePlace,
  { image, covers }: FramePicture,
): void {
  const per = image.width / covers.width;
  context.drawImage(
    image,
    (crop.x - covers.x) * per,
    (crop.y - covers.y) * per,
    crop.width * per,
    crop.height * per,
    box.x,
    box.y,
    box.width,
    box.height,
  );
}
