import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { lookAt } from '#app/photo/zoomActions.ts';
import { handledFace, setTweaks, tweaksOf } from '#app/settings/edit/tweaks.ts';
import type { FinishedWork } from '#app/shared/state/photoSlice.ts';
import { faceToolTexts } from '#app/text/edit/face.ts';
import { cropSize, templatePoints } from '#domain/face/align.ts';
import { tweakFace } from '#domain/edit/tweakFace.ts';
import type { FaceTweaks, TweakName } from '#domain/edit/tweaks.ts';
import type { HeadSquare } from '#sdk/index.ts';
import { useApp, useFormats } from '../../../common/useApp.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { percent } from '../../../photo/percent.ts';
import { useGesture } from '../../useGesture.ts';
import { type FaceHandle, faceHandles, lead, photoPlace, travel } from './handles.ts';
import './face.css';

/** Eye distances on the screen below which there is no room for handles, and from which on for both sides' (CSS px). */
const leastPx = 42;
const twinsPx = 120;
/** A key changes by so much; with page up and down by four times that. */
const keyStep = 0.05;

const eyeDistance = templatePoints[1]!.x - templatePoints[0]!.x;

/** Handles on the face of the chosen person, or on the largest one. */
export function FaceOverlay() {
  const work = useApp(({ photo }) => photo.work);
  return work && <Handles work={work} />;
}

function Handles({ work }: { readonly work: FinishedWork }) {
  const text = useTexts(faceToolTexts);
  const whole = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(whole);
  const chosenFace = useApp(({ photo }) => photo.chosenFace);
  const photoState = useApp(({ photo }) => photo);
  const face = handledFace(work, chosenFace);
  const tweaks = tweaksOf(photoState, chosenFace);
  const head = face?.head;
  const unitPx = head ? ((head.side * eyeDistance) / cropSize / work.photo.width) * widthPx : 0;
  const landmarks =
    face?.untweaked &&
    tweakFace({ space: 'crop', xy: face.untweaked, z: null }, tweaks, face.reliability);
  return (
    <div ref={whole} className="whole" role="group" aria-label={text.handlesTitle}>
      {head &&
        landmarks &&
        unitPx >= leastPx &&
        faceHandles
          .filter(({ isTwin }) => !isTwin || unitPx >= twinsPx)
          .map((handle) => (
            <Handle
              key={handle.point}
              handle={handle}
              head={head}
              xy={landmarks.xy}
              tweaks={tweaks}
              unitPx={unitPx}
              photo={work.photo}
            />
          ))}
    </div>
  );
}

/** The width of an element, CSS px. */
function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(entry!.contentRect.width));
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

interface HandleProps {
  readonly handle: FaceHandle;
  readonly head: HeadSquare;
  /** The landmarks as they are drawn, crop px. */
  readonly xy: Float32Array;
  readonly tweaks: FaceTweaks;
  /** Eye distance on the screen, CSS px. */
  readonly unitPx: number;
  readonly photo: { readonly width: number; readonly height: number };
}

function Handle({ handle, head, xy, tweaks, unitPx, photo }: HandleProps) {
  const text = useTexts(faceToolTexts);
  const formats = useFormats();
  const gesture = useGesture();
  /** The pointer and the values when the drag began. */
  const start = useRef<{ x: number; y: number; values: readonly number[] } | null>(null);
  const { name, point, moves, isTwin } = handle;
  const values = moves.map(({ tweak }) => tweaks[tweak] ?? 0);
  const ahead = (axis: 'x' | 'y'): number =>
    moves.reduce((sum, move, index) => sum + move[axis] * values[index]! * lead * eyeDistance, 0);
  const place = photoPlace(head, xy[point * 2]! + ahead('x'), xy[point * 2 + 1]! + ahead('y'));
  const words = moves.map((_, index) => formats.change(values[index]!));

  const put = (wanted: readonly number[], timeMs: number): void => {
    const change = moves.map(({ tweak }, index): [TweakName, number] => [
      tweak,
      Math.round(Math.min(1, Math.max(-1, wanted[index]!)) * 100) / 100,
    ]);
    setTweaks(Object.fromEntries(change), gesture.current(timeMs));
  };

  const begin = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    // The picture would take it for the line between photo and drawing.
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    gesture.handlers.onPointerDown();
    start.current = { x: event.clientX, y: event.clientY, values };
  };

  const drag = (event: PointerEvent<HTMLElement>): void => {
    const from = start.current;
    if (!from) return;
    event.stopPropagation();
    const [byX, byY] = [event.clientX - from.x, event.clientY - from.y];
    const [cos, sin] = [Math.cos(head.angle), Math.sin(head.angle)];
    const [across, down] = [byX * cos + byY * sin, byY * cos - byX * sin];
    const wanted = moves.map(
      ({ x, y }, index) => from.values[index]! + (across * x + down * y) / (travel * unitPx),
    );
    put(wanted, event.timeStamp);
  };

  const end = (): void => {
    start.current = null;
    gesture.handlers.onPointerUp();
  };

  const answer = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const wanted = stepped(event.key, moves, values);
    if (!wanted) return;
    event.preventDefault();
    put(wanted, event.timeStamp);
  };

  return (
    <button
      type="button"
      role="slider"
      className="face-handle"
      data-handle={name}
      aria-label={text.handles[name]}
      title={text.handles[name]}
      aria-valuemin={-100}
      aria-valuemax={100}
      aria-valuenow={Math.round(values[0]! * 100)}
      aria-valuetext={words.length > 1 ? text.mouthValue(words[0]!, words[1]!) : words[0]!}
      // The other side's handle says the same: keys and screen readers do with one.
      {...(isTwin && { tabIndex: -1, 'aria-hidden': true })}
      style={{ left: percent(place.x, photo.width), top: percent(place.y, photo.height) }}
      onPointerDown={begin}
      onPointerMove={drag}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={(event) =>
        put(
          values.map(() => 0),
          event.timeStamp,
        )
      }
      onKeyDown={answer}
      onFocus={({ currentTarget }) => {
        if (currentTarget.matches(':focus-visible')) {
          lookAt(place.x / photo.width, place.y / photo.height);
        }
      }}
    />
  );
}

/** The values after a key; undefined where it means nothing. Two values are changed by the arrows of their directions. */
function stepped(
  key: string,
  moves: FaceHandle['moves'],
  values: readonly number[],
): readonly number[] | undefined {
  const [first] = values;
  const others = values.slice(1);
  if (key === 'Home') return [-1, ...others];
  if (key === 'End') return [1, ...others];
  if (key === 'PageUp') return [first! + 4 * keyStep, ...others];
  if (key === 'PageDown') return [first! - 4 * keyStep, ...others];
  const direction = arrows[key];
  if (!direction) return undefined;
  if (moves.length === 1) return [first! + keyStep * (direction.x - direction.y)];
  return values.map((value, index) => {
    const { x, y } = moves[index]!;
    return value + keyStep * (direction.x * x + direction.y * y);
  });
}

const arrows: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
