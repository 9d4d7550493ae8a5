import { useRef, useState } from 'react';
import { keyPointCount, type KeyPoints } from '#domain/pair/keyPoints.ts';
import type { PicturePoint } from '#domain/picture/zoomPlace.ts';
import { useGesture } from '#ui/settings/useGesture.ts';
import { useTexts } from '#ui/common/useTexts.ts';
import type { Side } from '../align/alignment.ts';
import type { OpenPicture } from '../pictures/openPicture.ts';
import { choosePoint, moveChosen } from '../table/points.ts';
import { getStudio, useStudio } from '../table/store.ts';
import { studioTexts } from '../texts.ts';
import { BoardFrame } from './BoardFrame.tsx';
import { Loupe } from './Loupe.tsx';
import { type Place, zoomPlaceOf } from '../table/place.ts';
import { PointsLayer } from './PointsLayer.tsx';
import { RasterCanvas } from './RasterCanvas.tsx';

/** How far from a point it can be taken hold of, CSS px. */
const reachPx = { mouse: 16, touch: 36 } as const;
const loupeZoom = 2.5;

interface EditBoardProps {
  readonly side: Side;
  readonly picture: OpenPicture;
}

/** A picture with its points, which are moved by hand. */
export function EditBoard({ side, picture: { raster, name } }: EditBoardProps) {
  const text = useTexts(studioTexts);
  const points = useStudio((state) => state.points?.[side] ?? null);
  const chosen = useStudio(({ point }) => point);
  const list = useRef<HTMLDivElement>(null);
  const gesture = useGesture();
  /** The corner of the loupe while a finger holds a point. */
  const [loupe, setLoupe] = useState<'left' | 'right' | null>(null);

  function grab({ x, y }: PicturePoint, event: PointerEvent): boolean {
    const own = getStudio().points?.[side];
    if (!own || !list.current) return false;
    const view = { width: list.current.clientWidth, height: list.current.clientHeight };
    const { scale } = getStudio().zooms[side];
    const shown = (zoomPlaceOf(view, raster).picture.width * scale) / raster.width;
    const isMouse = event.pointerType === 'mouse';
    const nearest = nearestPoint(own, x * raster.width, y * raster.height);
    list.current.focus({ preventScroll: true });
    if (nearest.distance * shown > reachPx[isMouse ? 'mouse' : 'touch']) return false;
    choosePoint(nearest.point);
    gesture.handlers.onPointerDown();
    if (!isMouse) setLoupe(event.offsetX < view.width / 2 ? 'right' : 'left');
    return true;
  }

  return (
    <BoardFrame
      side={side}
      size={raster}
      grab={grab}
      drag={({ x, y }, { timeStamp }) => {
        const way = { x: x * raster.width, y: y * raster.height };
        moveChosen(side, way, gesture.current(timeStamp));
      }}
      drop={() => {
        gesture.handlers.onPointerUp();
        setLoupe(null);
      }}
    >
      {(place) => (
        <>
          <RasterCanvas
            raster={raster}
            name={`${text.sides[side]}: ${name}`}
            style={styleOf(place)}
          />
          {points && <PointsLayer {...{ side, place, points, list }} gestureAt={gesture.current} />}
          {points && loupe && (
            <Loupe
              raster={raster}
              x={points[chosen * 2]!}
              y={points[chosen * 2 + 1]!}
              scale={place.scale * loupeZoom}
              corner={loupe}
            />
          )}
        </>
      )}
    </BoardFrame>
  );
}

/** Where a picture is put in its view. */
export function styleOf({ left, top, width, height }: Place) {
  return { left, top, width, height };
}

function nearestPoint(
  points: KeyPoints,
  x: number,
  y: number,
): { point: number; distance: number } {
  let nearest = { point: 0, distance: Infinity };
  for (let point = 0; point < keyPointCount; point++) {
    const distance = Math.hypot(points[point * 2]! - x, points[point * 2 + 1]! - y);
    if (distance < nearest.distance) nearest = { point, distance };
  }
  return nearest;
}
