import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react';
import {
  features,
  keyPointCount,
  type KeyPoints,
  mirrorOf,
  outlines,
  placeOf,
  pointsOf,
} from '#domain/pair/keyPoints.ts';
import { useFormats } from '#ui/common/useApp.ts';
import { useTexts } from '#ui/common/useTexts.ts';
import type { Side } from '../align/alignment.ts';
import { choosePoint, moveChosen, reachedBy } from '../table/points.ts';
import { getStudio, patchStudio, useStudio } from '../table/store.ts';
import { pointName, studioTexts } from '../texts.ts';
import type { Place } from '../table/place.ts';

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const longStep = 10;
/** A point this near to the edge of the view counts as out of sight, px. */
const marginPx = 12;

interface PointsLayerProps {
  readonly side: Side;
  readonly place: Place;
  readonly points: KeyPoints;
  readonly list: RefObject<HTMLDivElement | null>;
  /** The number of the gesture that a key press at a time belongs to. */
  readonly gestureAt: (timeMs: number) => number;
}

/** The key points of a picture: a list of which one is chosen, moved by keys here and by pointers on the board. */
export function PointsLayer({ side, place, points, list, gestureAt }: PointsLayerProps) {
  const text = useTexts(studioTexts);
  const formats = useFormats();
  const id = useId();
  const chosen = useStudio(({ point }) => point);
  const reach = useStudio((state) => state.reach);
  const isMirrored = useStudio((state) => state.isMirrored);
  const isLeaving = useRef(false);
  const [said, setSaid] = useState('');
  const moved = new Set(reachedBy(reach, chosen));
  const partners = isMirrored ? new Set([...moved].map(mirrorOf)) : new Set<number>();
  const x = (point: number): number => place.left + points[point * 2]! * place.scale;
  const y = (point: number): number => place.top + points[point * 2 + 1]! * place.scale;

  /** Chooses a point, and brings it into sight where the picture is zoomed past it. */
  function choose(point: number): void {
    choosePoint(point);
    const isIn = (at: number, length: number): boolean => at > marginPx && at < length - marginPx;
    if (isIn(x(point), place.view.width) && isIn(y(point), place.view.height)) return;
    const { zooms } = getStudio();
    const middle = {
      x: (points[point * 2]! * place.scale) / place.width,
      y: (points[point * 2 + 1]! * place.scale) / place.height,
    };
    patchStudio({ zooms: { ...zooms, [side]: { ...zooms[side], ...middle } } });
  }

  function keydown(event: KeyboardEvent): void {
    const { key, shiftKey } = event;
    const way = ways[key];
    if (way && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const step = shiftKey ? longStep : 1;
      moveChosen(side, { x: way[0] * step, y: way[1] * step }, gestureAt(event.timeStamp));
      const at = (axis: 0 | 1): string =>
        formats.pixels(points[chosen * 2 + axis]! + way[axis] * step);
      setSaid(text.place(at(0), at(1)));
    } else if (key === 'Tab' && !isLeaving.current) {
      const next = chosen + (shiftKey ? -1 : 1);
      // At either end the focus goes on.
      if (next < 0 || next >= keyPointCount) return;
      choose(next);
    } else if (key === 'PageDown' || key === 'PageUp') {
      const at = features.indexOf(placeOf(chosen).feature) + (key === 'PageDown' ? 1 : -1);
      choose(pointsOf(features.at(at % features.length)!)[0]!);
    } else if (key === 'Home' || key === 'End') {
      choose(key === 'Home' ? 0 : keyPointCount - 1);
    } else {
      isLeaving.current = key === 'Escape' || (isLeaving.current && key === 'Shift');
      return;
    }
    event.preventDefault();
  }

  return (
    <>
      <div
        ref={list}
        className="pair-points"
        role="listbox"
        tabIndex={0}
        aria-label={text.points[side]}
        aria-describedby={`${id}-help`}
        aria-activedescendant={`${id}-${chosen}`}
        onKeyDown={keydown}
        onFocus={() => (isLeaving.current = false)}
      >
        <svg role="presentation" width={place.view.width} height={place.view.height}>
          <g aria-hidden="true">
            {outlines.map(({ points: line, isClosed }) => (
              <path
                key={line[0]}
                className="pair-outline"
                d={`M${line.map((point) => `${x(point)} ${y(point)}`).join('L')}${isClosed ? 'Z' : ''}`}
              />
            ))}
          </g>
          {Array.from({ length: keyPointCount }, (_, point) => (
            <g
              key={point}
              id={`${id}-${point}`}
              role="option"
              aria-selected={point === chosen}
              aria-label={pointName(text, point)}
              className="pair-point"
              data-moved={moved.has(point) ? true : partners.has(point) ? 'mirrored' : undefined}
              transform={`translate(${x(point)} ${y(point)})`}
            >
              <circle r={point === chosen ? 6 : 3.5} />
              {point === chosen && <path d="M-13 0h7M6 0h7M0 -13v7M0 6v7" />}
            </g>
          ))}
        </svg>
      </div>
      <p id={`${id}-help`} className="visually-hidden">
        {text.pointsHelp}
      </p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
}
