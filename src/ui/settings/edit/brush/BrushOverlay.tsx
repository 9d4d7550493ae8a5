import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import { bitmaps } from '#app/shared/handles.ts';
import type { FinishedWork } from '#app/shared/state/photoSlice.ts';
import { lookAt } from '#app/photo/zoomActions.ts';
import { brushEffect, brushStore, resizeBrush } from '#app/settings/edit/brush/brush.ts';
import { baseKey, BrushPalette } from '#app/settings/edit/brush/palette.ts';
import { brushToolTexts } from '#app/text/edit/brush.ts';
import { isSame } from '#domain/edit/same.ts';
import { useApp, useFormats } from '../../../common/useApp.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { BrushCursor } from './BrushCursor.tsx';
import type { StrokeLook } from './liveStroke.ts';
import { holeLook, traceLook } from './looks.ts';
import { Pad } from './pad.ts';
import './brush.css';

/** A key moves the brush by so much of the picture's width; with Shift further. */
const keyStep = 0.01;
const largeKeyStep = 0.06;

const ways: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What is painted on: the picture, with the brush over it. */
export function BrushOverlay() {
  const work = useApp(({ photo }) => photo.work);
  if (!work) return null;
  return <BrushPad key={work.photo.photoId} work={work} />;
}

/** A place in the picture, in shares of its width and height. */
interface Place {
  readonly x: number;
  readonly y: number;
}

function BrushPad({ work }: { readonly work: FinishedWork }) {
  const text = useTexts(brushToolTexts);
  const formats = useFormats();
  const whole = useRef<HTMLDivElement>(null);
  const done = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const pad = useRef<Pad>(null);
  const pointerId = useRef<number | null>(null);
  const helpId = useId();
  const [cursor, setCursor] = useState<Place | null>(null);
  const [spot, setSpot] = useState<Place>({ x: 0.5, y: 0.5 });
  const [isByKeys, setIsByKeys] = useState(false);
  const palette = usePalette(work);
  const brush = useStore(brushStore);
  const effect = brushEffect(brush);
  const picture = useLoaded(
    palette && effect.kind !== 'erase' ? () => palette.picture(effect) : null,
    `${work.photo.photoId} ${JSON.stringify(effect)}`,
    palette,
  );
  const area = useLoaded(
    palette && brush.area ? () => palette.area(brush.area!) : null,
    JSON.stringify(brush.area),
    palette,
  );

  useLayoutEffect(() => {
    const preview = bitmaps.get(work.photo.previewId);
    if (!preview) return;
    pad.current = new Pad({ done: done.current!, live: live.current! }, work.photo, preview);
  }, [work.photo]);

  useDrawnStrokes(work, pad);
  const look = (): StrokeLook => {
    if (effect.kind === 'erase') return holeLook(whole.current!, live.current!);
    return picture ? { kind: 'picture', bitmap: picture } : traceLook();
  };
  useEffect(() => {
    if (picture && pad.current?.isPainting)
      pad.current.setLook({ kind: 'picture', bitmap: picture });
  }, [picture]);

  // A second finger zooms: what the first one has begun is no stroke.
  useEffect(() => {
    const press = (event: globalThis.PointerEvent): void => {
      if (pointerId.current === null || event.pointerId === pointerId.current) return;
      pointerId.current = null;
      pad.current?.cancel();
      setCursor(null);
    };
    addEventListener('pointerdown', press, { capture: true });
    return () => removeEventListener('pointerdown', press, { capture: true });
  }, []);
  useSizeKeys();

  const placeOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Place => {
    const { left, top, width, height } = whole.current!.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  };
  const onPad = ({ x, y }: Place): { x: number; y: number } => {
    const { width, height } = live.current!;
    return { x: x * width, y: y * height };
  };
  const goTo = (
    events: readonly { clientX: number; clientY: number; pressure: number; pointerType: string }[],
  ): void =>
    pad.current?.goTo(
      events.map((event) => ({
        ...onPad(placeOf(event)),
        pressure: event.pointerType === 'pen' ? event.pressure : 1,
      })),
    );

  const press = (event: PointerEvent<HTMLElement>): void => {
    // The picture would take it for the line between photo and drawing.
    event.stopPropagation();
    if (event.button !== 0 || !event.isPrimary) return;
    pointerId.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    setIsByKeys(false);
    setCursor(placeOf(event));
    pad.current?.begin(look(), brush.area ? area : null);
    goTo([event]);
  };
  const move = (event: PointerEvent<HTMLElement>): void => {
    setCursor(placeOf(event));
    if (pointerId.current !== event.pointerId) return;
    event.stopPropagation();
    const parts = event.nativeEvent.getCoalescedEvents?.() ?? [];
    goTo(parts.length > 0 ? parts : [event.nativeEvent]);
  };
  const lift = (event: PointerEvent<HTMLElement>): void => {
    if (pointerId.current !== event.pointerId) return;
    pointerId.current = null;
    if (event.type === 'pointerup') pad.current?.finish();
    else pad.current?.cancel();
    if (event.pointerType === 'touch') setCursor(null);
  };

  const answer = (event: KeyboardEvent): void => {
    const way = ways[event.key];
    if (way) {
      const step = event.shiftKey ? largeKeyStep : keyStep;
      const { width, height } = live.current!;
      const next = {
        x: clampUnit(spot.x + way[0] * step),
        y: clampUnit(spot.y + (way[1] * step * width) / height),
      };
      setSpot(next);
      lookAt(next.x, next.y);
    } else if (event.key === ' ' || event.key === 'Enter') {
      const { x, y } = onPad(spot);
      pad.current?.begin(look(), brush.area ? area : null);
      pad.current?.stamp(x, y, event.key === 'Enter');
    } else return;
    setIsByKeys(true);
    event.preventDefault();
  };

  const shown = isByKeys ? spot : cursor;
  return (
    <div
      className="brush-pad"
      role="application"
      tabIndex={0}
      aria-label={text.pad}
      aria-describedby={helpId}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={lift}
      onPointerCancel={lift}
      onPointerLeave={() => pointerId.current === null && setCursor(null)}
      onKeyDown={answer}
      onFocus={({ currentTarget }) => setIsByKeys(currentTarget.matches(':focus-visible'))}
      onBlur={() => setIsByKeys(false)}
    >
      <span id={helpId} hidden>
        {text.padHelp}
      </span>
      <div className="whole" ref={whole}>
        <canvas ref={done} className="brush-done" aria-hidden="true" />
        <canvas ref={live} className="brush-live" aria-hidden="true" />
        {shown && (
          <BrushCursor
            place={shown}
            share={(pad.current?.diameterPx ?? 0) / (live.current?.width || 1)}
            hardness={brush.hardness}
            hasCross={isByKeys}
          />
        )}
      </div>
      {isByKeys && (
        <p className="visually-hidden" role="status">
          {text.place(formats.percent(spot.x), formats.percent(spot.y))}
        </p>
      )}
    </div>
  );
}

/** The palette of the shown drawing, whatever its strokes; it is freed with the drawing or the brush. */
function usePalette(work: FinishedWork): BrushPalette | null {
  const [palette, setPalette] = useState<BrushPalette | null>(null);
  const newest = useRef(work);
  newest.current = work;
  const key = baseKey(work);
  useEffect(() => {
    const own = new BrushPalette(newest.current);
    setPalette(own);
    return () => own.close();
  }, [key]);
  return palette;
}

/** What a promise brings, until the key or the owner is another one. */
function useLoaded<Value>(
  load: (() => Promise<Value>) | null,
  key: string,
  owner: unknown,
): Value | null {
  const [loaded, setLoaded] = useState<{
    readonly key: string;
    readonly owner: unknown;
    readonly value: Value;
  } | null>(null);
  const newest = useRef(load);
  newest.current = load;
  useEffect(() => {
    let isWanted = true;
    void newest.current?.().then((value) => isWanted && setLoaded({ key, owner, value }));
    return () => {
      isWanted = false;
    };
  }, [key, owner]);
  return loaded?.key === key && loaded.owner === owner && load ? loaded.value : null;
}

/** Takes finished strokes from the pad once the drawing has them, or nobody has. */
function useDrawnStrokes({ drawing }: FinishedWork, pad: { readonly current: Pad | null }): void {
  const strokes = useApp(({ photo }) => photo.edits.strokes);
  const count = useRef(0);
  useLayoutEffect(() => {
    const length = strokes?.length ?? 0;
    const isLess = length < count.current;
    count.current = length;
    if (isLess || isSame(drawing.recipe.strokes ?? [], strokes ?? [])) pad.current?.clear();
  }, [drawing, strokes, pad]);
}

/** The keys of the brush's size, wherever the focus is. */
function useSizeKeys(): void {
  useEffect(() => {
    const answer = (event: globalThis.KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '[') resizeBrush(-1);
      else if (event.key === ']') resizeBrush(1);
    };
    addEventListener('keydown', answer);
    return () => removeEventListener('keydown', answer);
  }, []);
}

function clampUnit(value: number): number {
  return Math.min(1, Math.max(0, value));
}
