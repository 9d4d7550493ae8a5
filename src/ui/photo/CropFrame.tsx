import { type KeyboardEvent, type PointerEvent, type RefObject, useId, useRef } from 'react';
import type { Drawing, OpenedPhoto } from '#app/shared/state/photoSlice.ts';
import { setCropPlace } from '#app/photo/cropPlace.ts';
import { savedLayout } from '#app/photo/savedLayout.ts';
import { type CropPlace, placeOf } from '#domain/compose/crop.ts';
import { useApp, useFormats } from '../common/useApp.ts';
import { compactQuery, useMediaQuery } from '../common/useMediaQuery.ts';
import { useLaterText } from '../common/useLaterText.ts';
import { percent } from './percent.ts';

/** A key moves by so much of the picture, or resizes by this factor. */
const keyStep = 0.02;
const keyFactor = 1.05;

interface CropFrameProps {
  readonly photo: OpenedPhoto;
  readonly drawing: Drawing;
}

/** The part of the picture that is saved, to be moved and resized; what is left out is dimmed while somebody saves. */
export function CropFrame({ photo, drawing }: CropFrameProps) {
  const text = useLaterText();
  const formats = useFormats();
  const shape = useApp(({ settings }) => settings.shape);
  const chosenPlace = useApp(({ photo }) => photo.cropPlace);
  const isSaveOpen = useApp(({ photo }) => photo.isSaveOpen);
  const isCompact = useMediaQuery(compactQuery);
  const whole = useRef<HTMLDivElement>(null);
  const wordsId = useId();
  if (shape === 'whole' || (isCompact && !isSaveOpen)) return null;
  const look = { shape, besidePhoto: false };
  const { crop } = savedLayout(photo, drawing.faces, look, chosenPlace);
  const place = placeOf({ width: photo.width, height: photo.height }, shape, crop);
  const words = text.cropPlace(
    formats.percent(place.x),
    formats.percent(place.y),
    formats.percent(place.size),
  );
  return (
    <div className="layer is-crop">
      <div className="whole" ref={whole}>
        <div
          className="crop"
          data-dims={isSaveOpen}
          style={{
            left: percent(crop.x, photo.width),
            top: percent(crop.y, photo.height),
            width: percent(crop.width, photo.width),
            height: percent(crop.height, photo.height),
          }}
        >
          <span id={wordsId} hidden>
            {words}
          </span>
          {(['move', 'resize'] as const).map((kind) => (
            <Grip
              key={kind}
              kind={kind}
              name={kind === 'move' ? text.moveCrop : text.resizeCrop}
              wordsId={wordsId}
              place={place}
              whole={whole}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface GripProps {
  readonly kind: 'move' | 'resize';
  readonly name: string;
  /** Of the element that tells where the part is. */
  readonly wordsId: string;
  readonly place: CropPlace;
  readonly whole: RefObject<HTMLElement | null>;
}

function Grip({ kind, name, wordsId, place, whole }: GripProps) {
  /** The place and the pointer when the drag began. */
  const start = useRef<{ place: CropPlace; x: number; y: number } | null>(null);

  const begin = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    // The picture would take it for the line between photo and drawing.
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { place, x: event.clientX, y: event.clientY };
  };

  const drag = (event: PointerEvent<HTMLElement>): void => {
    const size = whole.current?.getBoundingClientRect();
    if (!start.current || !size) return;
    event.stopPropagation();
    const byX = (event.clientX - start.current.x) / size.width;
    const byY = (event.clientY - start.current.y) / size.height;
    const from = start.current.place;
    if (kind === 'move') setCropPlace({ ...from, x: from.x + byX, y: from.y + byY });
    else setCropPlace({ ...from, size: from.size * (1 + 2 * (byX + byY)) });
  };

  const answer = (event: KeyboardEvent): void => {
    const { x, y } = steps[event.key] ?? {};
    if (x === undefined || y === undefined) return;
    event.preventDefault();
    if (kind === 'move')
      setCropPlace({ ...place, x: place.x + x * keyStep, y: place.y + y * keyStep });
    else setCropPlace({ ...place, size: place.size * (x + y > 0 ? keyFactor : 1 / keyFactor) });
  };

  return (
    <button
      type="button"
      className={`crop-grip is-${kind}`}
      aria-label={name}
      aria-describedby={wordsId}
      title={name}
      onPointerDown={begin}
      onPointerMove={drag}
      onPointerUp={() => {
        start.current = null;
      }}
      onPointerCancel={() => {
        start.current = null;
      }}
      onKeyDown={answer}
    />
  );
}

const steps: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
