import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { moveCrop, originalOf, resizeCrop } from '#app/settings/edit/photoDraft.ts';
import type { OpenedPhoto } from '#app/shared/state/photoSlice.ts';
import { photoToolTexts } from '#app/text/edit/photo.ts';
import type { PhotoEdit } from '#domain/edit/photoEdit.ts';
import {
  cropOf,
  editedSize,
  type Handle,
  type Size,
  turnedSize,
  type Way,
} from '#domain/edit/photoGeometry.ts';
import { stageLayout, type StageLayout } from '#domain/edit/stageLayout.ts';
import { useApp, useFormats } from '../../../common/useApp.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { useGesture } from '../../useGesture.ts';
import { StagePainter } from './stagePainter.ts';
import { useDraft } from './useDraft.ts';
import './photoStage.css';

/** Half a handle reaches beyond the crop. */
const marginPx = 24;
/** A small photo is not blown up beyond twice its size, as its drawing is not. */
const most = 2;
/** The corners of a smaller crop leave no room for anything else. */
const smallPx = 110;
/** What a key moves by, in shares of the photo. */
const keyStep = 0.01;

const handles: readonly Handle[] = ([-1, 0, 1] as const).flatMap((y) =>
  ([-1, 0, 1] as const).flatMap((x): readonly Handle[] => (x === 0 && y === 0 ? [] : [{ x, y }])),
);

/** The photo as it is edited before it is drawn, in the place of the picture. */
export function PhotoStage() {
  const photo = useApp(({ photo: { work } }) => work?.photo);
  return photo && <OpenStage key={originalOf(photo).previewId} photo={photo} />;
}

function OpenStage({ photo }: { readonly photo: OpenedPhoto }) {
  const text = useTexts(photoToolTexts);
  const edit = useDraft((draft) => draft.edit);
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useSize(stage);
  const original = originalOf(photo);
  const room = view && {
    width: Math.max(1, view.width - 2 * marginPx),
    height: Math.max(1, view.height - 2 * marginPx),
  };
  const layout = room && stageLayout(edit, original, room, most);
  const { previewId, width } = original;
  const picture = view && layout && { edit, view, layout, shownPx: layout.scale * width };
  usePainter(canvas, previewId, picture);
  return (
    <div ref={stage} className="photo-stage">
      <canvas ref={canvas} role="img" aria-label={text.stage} />
      {layout && <Crop edit={edit} size={original} layout={layout} />}
    </div>
  );
}

interface CropProps {
  readonly edit: PhotoEdit;
  /** Of the photo as it was opened, px. */
  readonly size: Size;
  readonly layout: StageLayout;
}

function Crop({ edit, size, layout }: CropProps) {
  const text = useTexts(photoToolTexts);
  const formats = useFormats();
  const hintId = useId();
  const gesture = useGesture();
  const [isDragged, setIsDragged] = useState(false);
  /** What was dragged, from where, and the edit when that began. */
  const start = useRef<{ edit: PhotoEdit; handle: Handle | null; x: number; y: number } | null>(
    null,
  );
  const { x, y, width, height } = layout.crop;

  const begin = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    gesture.handlers.onPointerDown();
    start.current = { edit, handle: handleOf(event.target), x: event.clientX, y: event.clientY };
    setIsDragged(true);
  };
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (!start.current) return;
    const { edit: from, handle, ...at } = start.current;
    const turned = turnedSize(from, size);
    const way = {
      x: (event.clientX - at.x) / layout.scale / turned.width,
      y: (event.clientY - at.y) / layout.scale / turned.height,
    };
    const number = gesture.current(event.timeStamp);
    if (handle) resizeCrop(from, handle, way, number);
    else moveCrop(from, { x: way.x, y: way.y }, number);
  };
  const end = (): void => {
    start.current = null;
    gesture.handlers.onPointerUp();
    setIsDragged(false);
  };
  const answer = (event: KeyboardEvent<HTMLElement>): void => {
    const way = ways[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const number = gesture.current(event.timeStamp);
    const handle: Handle = { x: way.x === 0 ? 0 : 1, y: way.y === 0 ? 0 : 1 };
    if (event.shiftKey) resizeCrop(edit, handle, way, number);
    else moveCrop(edit, way, number);
  };

  const { width: widthPx, height: heightPx } = editedSize(edit, size);
  const { x: middleX, y: middleY } = cropOf(edit, size);
  const place = text.cropPlace(formats.percent(middleX), formats.percent(middleY));
  const words = text.cropSize(formats.pixels(widthPx), formats.pixels(heightPx));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application answers keys itself
    <div
      className="photo-crop"
      role="application"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      aria-label={`${text.crop}, ${words}`}
      aria-describedby={hintId}
      data-dragged={isDragged}
      data-small={Math.min(width, height) < smallPx}
      style={{ left: x + marginPx, top: y + marginPx, width, height }}
      onPointerDown={begin}
      onPointerMove={drag}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={answer}
    >
      <span className="crop-size" aria-hidden="true">
        {words}
      </span>
      <p className="visually-hidden" role="status">
        {`${words}. ${place}`}
      </p>
      <p id={hintId} hidden>
        {text.cropHint}
      </p>
      {handles.map((handle) => (
        <span
          key={`${handle.x} ${handle.y}`}
          className="crop-handle"
          data-x={handle.x}
          data-y={handle.y}
          aria-hidden="true"
        />
      ))}
    </div>
  );
}

const ways: Readonly<Record<string, Way>> = {
  ArrowLeft: { x: -keyStep, y: 0 },
  ArrowRight: { x: keyStep, y: 0 },
  ArrowUp: { x: 0, y: -keyStep },
  ArrowDown: { x: 0, y: keyStep },
};

/** The handle that a pointer is on; null inside the crop. */
function handleOf(target: EventTarget): Handle | null {
  const { x, y } = target instanceof HTMLElement ? target.dataset : {};
  return handles.find((handle) => String(handle.x) === x && String(handle.y) === y) ?? null;
}

/** The size of an element, kept up to date; null before it is known. */
function useSize(element: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      setSize({ width, height });
    });
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

interface StagePicture {
  readonly edit: PhotoEdit;
  readonly view: Size;
  readonly layout: StageLayout;
  /** Of the whole photo, unturned. */
  readonly shownPx: number;
}

/** Paints the photo as the edit makes it, at most once per frame of the screen. */
function usePainter(
  canvas: RefObject<HTMLCanvasElement | null>,
  previewId: number,
  picture: StagePicture | null,
): void {
  const painter = useRef<StagePainter | null>(null);
  useEffect(() => {
    painter.current = new StagePainter(canvas.current!, previewId);
    return () => {
      painter.current?.close();
      painter.current = null;
    };
  }, [canvas, previewId]);
  useEffect(() => {
    if (!picture) return undefined;
    const { edit, view, layout, shownPx } = picture;
    const crop = { ...layout.crop, x: layout.crop.x + marginPx, y: layout.crop.y + marginPx };
    const frame = requestAnimationFrame(() => painter.current?.paint(edit, view, shownPx, crop));
    return () => cancelAnimationFrame(frame);
  });
}
