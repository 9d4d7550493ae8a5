import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { fitted, type Zoom, zoomBy, zoomRange } from '#domain/picture/zoom.ts';
import { StepButton } from '#ui/common/StepButton.tsx';
import { useTexts } from '#ui/common/useTexts.ts';
import type { Side } from '../align/alignment.ts';
import { getStudio, patchStudio, useStudio } from '../table/store.ts';
import { studioTexts } from '../texts.ts';
import { attachGestures, type Board } from './gestures.ts';
import { type Place, placeIn, zoomPlaceOf } from '../table/place.ts';

const zoomStep = 1.5;

interface BoardFrameProps extends Pick<Board, 'grab' | 'drag' | 'drop'> {
  readonly side: Side;
  readonly size: { readonly width: number; readonly height: number };
  readonly children: (place: Place) => ReactNode;
}

/** A picture that can be zoomed and panned, with whatever lies on it. */
export function BoardFrame({ side, size, children, ...handlers }: BoardFrameProps) {
  const text = useTexts(studioTexts);
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ width: 0, height: 0 });
  const zoom = useStudio(({ zooms }) => zooms[side]);
  const setZoom = (next: Zoom): void =>
    patchStudio({ zooms: { ...getStudio().zooms, [side]: next } });

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      setView({ width: element.clientWidth, height: element.clientHeight });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const board: Board = {
    ...handlers,
    place: () => zoomPlaceOf(view, size),
    // Several events may come before the next rendering.
    zoom: () => getStudio().zooms[side],
    setZoom,
  };
  const place = useEffectEvent(() => board.place());
  const grab = useEffectEvent<Board['grab']>((...given) => board.grab(...given));
  const drag = useEffectEvent<Board['drag']>((...given) => board.drag(...given));
  const drop = useEffectEvent(() => board.drop());
  const zoomTo = useEffectEvent(setZoom);
  const zoomNow = useEffectEvent(() => board.zoom());
  useEffect(() => {
    if (!frame.current) return undefined;
    return attachGestures(frame.current, {
      place: () => place(),
      zoom: () => zoomNow(),
      setZoom: (next) => zoomTo(next),
      grab: (...given) => grab(...given),
      drag: (...given) => drag(...given),
      drop: () => drop(),
    });
  }, []);

  return (
    <div className="pair-frame">
      <div ref={frame} className="pair-view" data-zoomed={zoom.scale > 1}>
        {view.width > 0 && children(placeIn(view, size, zoom))}
      </div>
      <div className="pair-zoom" role="group" aria-label={text.boardZoom(text.sides[side])}>
        <StepButton
          icon="minus"
          name={text.zoomOut}
          isIdle={zoom.scale === zoomRange.min}
          onPress={() => setZoom(zoomBy(zoom, 1 / zoomStep))}
        />
        <StepButton
          icon="fit"
          name={text.zoomToFit}
          isIdle={zoom.scale === zoomRange.min}
          onPress={() => setZoom(fitted)}
        />
        <StepButton
          icon="plus"
          name={text.zoomIn}
          isIdle={zoom.scale === zoomRange.max}
          onPress={() => setZoom(zoomToPoint(zoom))}
        />
      </div>
    </div>
  );

  /** Closer to the chosen point, which is what somebody wants to see. */
  function zoomToPoint(from: Zoom): Zoom {
    const { points, point } = getStudio();
    const next = zoomBy(from, zoomStep);
    if (!points || from.scale > 1) return next;
    const x = points[side][point * 2]! / size.width;
    return { ...next, x, y: points[side][point * 2 + 1]! / size.height };
  }
}
