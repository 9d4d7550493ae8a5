import { type RefObject, useEffect } from 'react';
import { watch } from '#app/shared/state/store.ts';
import { zoomToFit } from '#app/photo/zoomActions.ts';
import { useApp } from '../common/useApp.ts';

/** Shows the picture as it is zoomed, from the whole of it on; tells whether it is larger than it fits. */
export function useZoom(frame: RefObject<HTMLElement | null>): boolean {
  useEffect(() => {
    zoomToFit();
    return watch(
      ({ photo }) => photo.zoom,
      ({ scale, x, y }) => {
        const style = frame.current?.style;
        style?.setProperty('--zoom', String(scale));
        style?.setProperty('--at-x', String(x));
        style?.setProperty('--at-y', String(y));
      },
    );
  }, [frame]);

  return useApp(({ photo }) => photo.zoom.scale > 1);
}
