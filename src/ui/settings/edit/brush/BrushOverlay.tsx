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
import { getState } from '#app/shared/state/store.ts';
import { lookAt } from '#app/photo/zoomActions.ts';
import { brushEffect, brushStore, radiusOf, resizeBrush } from '#app/settings/edit/brush/brush.ts';
import { baseOf, BrushPalette } from '#app/settings/edit/brush/palette.ts';
import { brushToolTexts } from '#app/text/edit/brush.ts';
import { isSame } from '#domain/edit/same.ts';
import type { StrokeArea, StrokeEffect } from '#domain/edit/strokes.ts';
import { isTextField } from '../../../common/textField.ts';
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
  // Another style or strength is another drawing, with pictures of its own to paint with.
  return <BrushPad key={baseOf(work)} work={work} />;
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
  const [palette] = useState(() => new BrushPalette(baseOf(work)));
  useEffect(() => () => palette.close(), [palette]);
  const brush = useStore(brushStore);
  const effect = brushEffect(brush);
  const picture = usePicture(palette, effect);
  const area = useArea(palette, brush.area);

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
    if (event.altKey || event.ctrlKey || event.metaKey) return;
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
      event.preventDefault();
      if (event.repeat) return;
      const { x, y } = onPad(spot);
      pad.current?.begin(look(), brush.area ? area : null);
      pad.current?.stamp(x, y, event.key === 'Enter');
    } else return;
    setIsByKeys(true);
    event.preventDefault();
  };

  const shown = isByKeys ? spot : cursor;
  const longSide = Math.max(work.photo.width, work.photo.height);
  const isReady = (picture !== null || effect.kind === 'erase') && (area !== null || !brush.area);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what is painted on has no role of its own
    <div
      className="brush-pad"
      role="application"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys paint, too
      tabIndex={0}
      data-ready={isReady}
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
            share={(2 * radiusOf(brush.size) * longSide) / work.photo.width}
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

/** Before a picture is asked for. */
const restMs = 120;

/** What an effect shows; null until that is there. */
function usePicture(palette: BrushPalette, effect: StrokeEffect): ImageBitmap | null {
  const [loaded, setLoaded] = useState<Loaded<ImageBitmap> | null>(null);
  const key = JSON.stringify(effect);
  useEffect(() => {
    const wanted = JSON.parse(key) as StrokeEffect;
    if (wanted.kind === 'erase') return undefined;
    let isWanted = true;
    // A slider on its way asks for nothing.
    const rest = setTimeout(() => {
      void palette.picture(wanted).then((value) => isWanted && setLoaded({ palette, key, value }));
    }, restMs);
    return () => {
      isWanted = false;
      clearTimeout(rest);
    };
  }, [palette, key]);
  return loaded?.palette === palette && loaded.key === key ? loaded.value : null;
}

/** An area of the drawing; null until it is there. */
function useArea(palette: BrushPalette, area: StrokeArea | null): Uint8ClampedArray | null {
  const [loaded, setLoaded] = useState<Loaded<Uint8ClampedArray> | null>(null);
  const key = JSON.stringify(area);
  useEffect(() => {
    const wanted = JSON.parse(key) as StrokeArea | null;
    if (!wanted) return undefined;
    let isWanted = true;
    void palette.area(wanted).then((value) => isWanted && setLoaded({ palette, key, value }));
    return () => {
      isWanted = false;
    };
  }, [palette, key]);
  return loaded?.palette === palette && loaded.key === key ? loaded.value : null;
}

/** Something of a palette, and what it was asked for. */
interface Loaded<Value> {
  readonly palette: BrushPalette;
  readonly key: string;
  readonly value: Value | null;
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
      // On many keyboards the brackets need AltGr, which counts as Ctrl and Alt.
      const isAltGr = event.getModifierState('AltGraph');
      if ((event.ctrlKey || event.metaKey || event.altKey) && !isAltGr) return;
      if (!getState().settings.singleKeys || event.defaultPrevented) return;
      if (isTextField(event.target) || document.querySelector('dialog[open]')) return;
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
