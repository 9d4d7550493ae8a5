import { newBubble } from '#domain/frame/bubbles.ts';
import {
  type Bubble,
  type BubbleKind,
  type Frame,
  type FrameSource,
  initialFrame,
  mostBubbles,
  mostCharacters,
} from '#domain/frame/frame.ts';
import type { FrameOrder, FramedPart } from '#domain/frame/layoutParts.ts';
import type { PrintOrder } from '#domain/frame/paper.ts';
import { type Scene, sceneOf } from '#domain/frame/scene.ts';
import { createStore } from 'zustand/vanilla';
import { photoDate } from '../../photo/frames/photoDate.ts';
import { savedLayout } from '../../photo/savedLayout.ts';
import { type HandleId, sources } from '../../shared/handles.ts';
import type { FinishedWork } from '../../shared/state/photoSlice.ts';
import { getState } from '../../shared/state/store.ts';
import { sourceName } from './pictureSources.ts';

// What frames are made of. It lasts for the visit, so that the next photo can have the same.

export type FrameFormat = 'png' | 'jpeg';

export interface Maker {
  readonly frame: Frame;
  /** Null for a file without paper. */
  readonly print: PrintOrder | null;
  readonly format: FrameFormat;
  /** Frames before and after the steps that can be taken back or again. */
  readonly past: readonly Frame[];
  readonly future: readonly Frame[];
  /** The bubble that is worked on. */
  readonly bubble: number | null;
  /** Whether words were longer than may be, and cut. */
  readonly isTooLong: boolean;
}

const mostSteps = 100;

export const maker = createStore<Maker>()(() => ({
  frame: initialFrame,
  print: null,
  format: 'png',
  past: [],
  future: [],
  bubble: null,
  isTooLong: false,
}));

/** The gesture whose changes make one step. */
let lastGesture: string | null = null;

/** Changes the frame; what is changed in one `gesture` is taken back at once. */
export function changeFrame(change: Partial<Frame>, gesture: string | null = null): void {
  const { frame, past } = maker.getState();
  const isSameStep = gesture !== null && gesture === lastGesture;
  lastGesture = gesture;
  maker.setState({
    frame: { ...frame, ...change },
    past: isSameStep ? past : [...past, frame].slice(-mostSteps),
    future: [],
    isTooLong: false,
  });
}

export function undoFrame(): void {
  const { frame, past, future } = maker.getState();
  const last = past.at(-1);
  if (last) step({ frame: last, past: past.slice(0, -1), future: [frame, ...future] });
}

export function redoFrame(): void {
  const { frame, past, future } = maker.getState();
  const [next, ...others] = future;
  if (next) step({ frame: next, past: [...past, frame], future: others });
}

function step(change: Pick<Maker, 'frame' | 'past' | 'future'>): void {
  lastGesture = null;
  const { bubble } = maker.getState();
  const isThere = bubble !== null && bubble < change.frame.bubbles.length;
  maker.setState({ ...change, bubble: isThere ? bubble : null, isTooLong: false });
}

/** Changes words; those beyond the limit are left out, which is told. */
export function changeWords(name: 'caption' | 'date', words: string): void {
  changeFrame({ [name]: withinLimit(words), ...(name === 'date' && { isPhotoDate: false }) }, name);
  maker.setState({ isTooLong: words.length > mostCharacters });
}

export function changeBubble(
  index: number,
  change: Partial<Bubble>,
  gesture: string | null = null,
): void {
  const { bubbles } = maker.getState().frame;
  const text = change.text === undefined ? {} : { text: withinLimit(change.text) };
  const changed = bubbles.map((bubble, at) =>
    at === index ? { ...bubble, ...change, ...text } : bubble,
  );
  changeFrame({ bubbles: changed }, gesture);
  maker.setState({ isTooLong: (change.text?.length ?? 0) > mostCharacters });
}

/** No character that people see is parted at the limit. */
function withinLimit(words: string): string {
  if (words.length <= mostCharacters) return words;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(words)) {
    if (index + segment.length > mostCharacters) break;
    end = index + segment.length;
  }
  return words.slice(0, end);
}

/** Adds a bubble for the chosen face, or for the first one that has none. */
export function addBubble(kind: BubbleKind, work: FinishedWork): void {
  const { bubbles } = maker.getState().frame;
  if (bubbles.length >= mostBubbles) return;
  changeFrame({ bubbles: [...bubbles, bubbleFor(kind, work, bubbles)] });
  maker.setState({ bubble: bubbles.length });
}

function bubbleFor(kind: BubbleKind, work: FinishedWork, others: readonly Bubble[]): Bubble {
  const part = framedPart(work);
  const chosen = getState().photo.chosenFace;
  const { faces } = work.drawing;
  const next = faces[others.length % Math.max(1, faces.length)];
  const speaker = (faces.find(({ faceId }) => faceId === chosen) ?? next)?.box;
  const photo = { width: work.photo.width, height: work.photo.height };
  return newBubble({ kind, part, photo, speaker, others });
}

/** Of the photo that the frame was made for last. */
let lastPreviewId: HandleId | null = null;

/** Puts in the date of the photo. */
export async function putDate({ photo }: FinishedWork): Promise<void> {
  const file = sources.get(photo.sourceId)?.blob;
  const date = await photoDate(file, getState().settings.language);
  changeFrame({ date, isPhotoDate: true }, 'date');
}

/** Another photo: bubbles go to its faces, with their words, and the date becomes its own. */
export function adaptTo(work: FinishedWork): void {
  // A photo that is cropped anew has another preview.
  const { previewId } = work.photo;
  if (lastPreviewId === previewId) return;
  const isFirst = lastPreviewId === null;
  lastPreviewId = previewId;
  if (isFirst) return;
  const { frame } = maker.getState();
  const bubbles: Bubble[] = [];
  for (const { kind, text, width, height } of frame.bubbles) {
    bubbles.push({ ...bubbleFor(kind, work, bubbles), text, width, height });
  }
  lastGesture = null;
  maker.setState({ frame: { ...frame, bubbles }, past: [], future: [], bubble: null });
  if (frame.isPhotoDate) void putDate(work);
}

export function removeBubble(index: number): void {
  const { bubbles } = maker.getState().frame;
  changeFrame({ bubbles: bubbles.filter((_, at) => at !== index) });
  maker.setState({ bubble: null });
}

export function chooseBubble(bubble: number | null): void {
  if (maker.getState().bubble !== bubble) maker.setState({ bubble });
}

/** Changes the paper; null takes the frame off it. */
export function changePrint(print: PrintOrder | null): void {
  maker.setState({ print });
}

export function changeFormat(format: FrameFormat): void {
  maker.setState({ format });
}

/** The saved part of the photo, with its faces. */
function framedPart({ photo, drawing }: FinishedWork): FramedPart {
  const { settings, photo: slice } = getState();
  const { crop } = savedLayout(photo, drawing.faces, settings, slice.cropPlace);
  return { crop, faces: drawing.faces.map(({ box }) => box) };
}

/** What is shown and saved of the work now. */
export function makerScene(
  work: FinishedWork,
  { frame, print }: Pick<Maker, 'frame' | 'print'>,
): Scene {
  const nameOf = (source: FrameSource): string => sourceName(source, work);
  const order: FrameOrder = { frame, part: framedPart(work), nameOf };
  return sceneOf(order, print);
}
