import type { PointerEvent, RefObject } from 'react';
import { setCompare } from '#app/settings/settingsActions.ts';

interface DragHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
}

/** Lets the line between photo and drawing follow the pointer, wherever on the picture it is pressed. */
export function useCompareDrag(frame: RefObject<HTMLElement | null>): DragHandlers {
  const follow = ({ clientX }: PointerEvent<HTMLElement>): void => {
    const box = frame.current?.getBoundingClientRect();
    if (box && box.width > 0) setCompare((clientX - box.left) / box.width);
  };
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      follow(event);
    },
    onPointerMove: (event) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
    },
  };
}
