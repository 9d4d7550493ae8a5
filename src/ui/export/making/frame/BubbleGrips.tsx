import { type KeyboardEvent, type PointerEvent, type RefObject, useRef } from 'react';
import { changeBubble, chooseBubble, removeBubble } from '#app/export/frames/maker.ts';
import type { FinishedWork } from '#app/shared/state/photoSlice.ts';
import { frameTexts } from '#app/text/edit/frame.ts';
import { type BubblePlace, bubbleUnit, placeBubble, placeInPhoto } from '#domain/frame/bubbles.ts';
import type { Bubble } from '#domain/frame/frame.ts';
import type { Placement, Scene } from '#domain/frame/scene.ts';
import { useFormats } from '../../../common/useApp.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { useMaker } from './useMaker.ts';

/** A key moves by so much of the frame's short side; with Shift, by more. */
const keyStep = 0.015;
const longStep = 4;
/** The least side of a bubble, of the picture's short side. */
const leastSide = 0.1;

interface BubbleGripsProps {
  readonly work: FinishedWork;
  readonly scene: Scene;
  /** Takes the focus when a bubble goes away. */
  readonly stage: RefObject<HTMLElement | null>;
  readonly onWrite: () => void;
}

/** A grip for each bubble on the preview, and for the chosen one two more: its size and its tail. */
export function BubbleGrips({ work, scene, stage, onWrite }: BubbleGripsProps) {
  const bubbles = useMaker(({ frame }) => frame.bubbles);
  const [placement] = scene.placements;
  if (!placement) return null;
  const photo = { width: work.photo.width, height: work.photo.height };
  return bubbles.map((bubble, index) => {
    const place = placeBubble(bubble, placement.layout, photo);
    return (
      place && (
        <Grips
          // oxlint-disable-next-line react/no-array-index-key -- bubbles are known by their place in the list
          key={index}
          {...{ bubble, index, place, placement, scene, photo, stage, onWrite }}
        />
      )
    );
  });
}

interface GripsProps extends Omit<BubbleGripsProps, 'work'> {
  readonly bubble: Bubble;
  readonly index: number;
  readonly place: BubblePlace;
  readonly placement: Placement;
  readonly photo: { readonly width: number; readonly height: number };
}

function Grips({ bubble, index, place, placement, scene, photo, stage, onWrite }: GripsProps) {
  const text = useTexts(frameTexts);
  const formats = useFormats();
  const isChosen = useMaker((state) => state.bubble === index);
  const { layout } = placement;
  const { box, tail } = place;
  const short = Math.min(layout.width, layout.height);
  const unit = bubbleUnit(layout);
  const at = onScene(placement, scene);

  const put = (x: number, y: number, gesture: string): void => {
    const middle = {
      x: within(x, box.width / 2, layout.width),
      y: within(y, box.height / 2, layout.height),
    };
    changeBubble(index, placeInPhoto(middle, layout, photo), gesture);
  };
  const resize = (width: number, height: number, gesture: string): void => {
    const size = {
      width: Math.min(layout.width - box.x, Math.max(unit * leastSide, width)),
      height: Math.min(layout.height - box.y, Math.max(unit * leastSide, height)),
    };
    const middle = { x: box.x + size.width / 2, y: box.y + size.height / 2 };
    changeBubble(
      index,
      {
        ...placeInPhoto(middle, layout, photo),
        width: size.width / unit,
        height: size.height / unit,
      },
      gesture,
    );
  };
  const point = (x: number, y: number, gesture: string): void => {
    const spot = { x: within(x, 0, layout.width), y: within(y, 0, layout.height) };
    changeBubble(index, { tail: placeInPhoto(spot, layout, photo) }, gesture);
  };
  const remove = (): void => {
    stage.current?.focus();
    removeBubble(index);
  };
  const common = { placement, scene, onRemove: remove, onChoose: () => chooseBubble(index) };
  const words = bubble.text.trim() === '' ? text.emptyBubble : bubble.text.slice(0, 80);
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return (
    <>
      <Grip
        {...common}
        className="maker-bubble"
        isPressed={isChosen}
        name={text.bubbleNames[bubble.kind](formats.count(index + 1), words)}
        style={{
          left: at.x(box.x),
          top: at.y(box.y),
          width: at.width(box.width),
          height: at.height(box.height),
        }}
        onWrite={onWrite}
        from={middle}
        step={short * keyStep}
        onPut={put}
      />
      {isChosen && (
        <Grip
          {...common}
          className="maker-grip is-size"
          name={text.resizeBubble}
          style={{ left: at.x(box.x + box.width), top: at.y(box.y + box.height) }}
          from={{ x: box.width, y: box.height }}
          step={short * keyStep}
          onPut={resize}
        />
      )}
      {isChosen && tail && (
        <Grip
          {...common}
          className="maker-grip is-tail"
          name={text.moveTail}
          style={{ left: at.x(tail.x), top: at.y(tail.y) }}
          from={tail}
          step={short * keyStep}
          onPut={point}
        />
      )}
    </>
  );
}

interface GripProps {
  readonly className: string;
  readonly name: string;
  readonly style: React.CSSProperties;
  readonly isPressed?: boolean;
  readonly placement: Placement;
  readonly scene: Scene;
  /** What is moved, px of the layout. */
  readonly from: { readonly x: number; readonly y: number };
  /** Of a key, px of the layout. */
  readonly step: number;
  readonly onPut: (x: number, y: number, gesture: string) => void;
  readonly onChoose: () => void;
  readonly onRemove: () => void;
  readonly onWrite?: () => void;
}

/** A button that is dragged, or moved with the arrow keys. */
function Grip({
  className,
  name,
  style,
  isPressed,
  placement,
  scene,
  from,
  step,
  onPut,
  onChoose,
  onRemove,
  onWrite,
}: GripProps) {
  const start = useRef<{ x: number; y: number; from: GripProps['from']; id: string } | null>(null);

  const begin = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    onChoose();
    start.current = { x: event.clientX, y: event.clientY, from, id: `drag ${event.timeStamp}` };
  };
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const sheet = event.currentTarget.parentElement?.getBoundingClientRect();
    const began = start.current;
    if (!began || !sheet) return;
    // CSS px to px of the layout.
    const px = (scene.width / sheet.width) * (placement.layout.width / placement.box.width);
    const byX = (event.clientX - began.x) * px;
    const byY = (event.clientY - began.y) * px;
    if (byX === 0 && byY === 0) return;
    onPut(began.from.x + byX, began.from.y + byY, began.id);
  };
  const end = (): void => {
    start.current = null;
  };
  const answer = (event: KeyboardEvent): void => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onRemove();
      return;
    }
    if (event.key === 'Enter' && onWrite) {
      event.preventDefault();
      onChoose();
      onWrite();
      return;
    }
    const [x, y] = arrows[event.key] ?? [0, 0];
    if (x === 0 && y === 0) return;
    event.preventDefault();
    onChoose();
    const far = step * (event.shiftKey ? longStep : 1);
    onPut(from.x + x * far, from.y + y * far, `${name} ${className} ${event.key}`);
  };
  return (
    <button
      type="button"
      className={className}
      style={style}
      aria-label={name}
      aria-pressed={isPressed}
      title={className.includes('is-') ? name : undefined}
      onPointerDown={begin}
      onPointerMove={drag}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={answer}
      onFocus={onWrite && onChoose}
      onDoubleClick={onWrite}
    />
  );
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function within(value: number, least: number, whole: number): number {
  return Math.min(Math.max(least, whole - least), Math.max(Math.min(least, whole - least), value));
}

/** Px of a layout in per cent of the scene. */
function onScene({ layout, box }: Placement, scene: Scene) {
  const scale = box.width / layout.width;
  const percent = (share: number): string => `${share * 100}%`;
  return {
    x: (x: number): string => percent((box.x + x * scale) / scene.width),
    y: (y: number): string => percent((box.y + y * scale) / scene.height),
    width: (width: number): string => percent((width * scale) / scene.width),
    height: (height: number): string => percent((height * scale) / scene.height),
  };
}
