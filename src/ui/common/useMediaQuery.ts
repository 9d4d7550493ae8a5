import { useCallback, useRef, useSyncExternalStore } from 'react';

/** Whether the page is laid out for a phone: one column, the controls behind tabs. */
export const compactQuery = '(max-width: 899px) and (orientation: portrait), (max-width: 559px)';

/** Whether the tools have room below the picture; elsewhere they stand among the sliders. */
export const toolRoomQuery = '(min-width: 900px), (min-width: 760px) and (orientation: landscape)';

/** Whether a media query holds, kept up to date. Printing changes nothing: the page would be built anew for the paper's width. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    [query],
  );
  const last = useRef(false);
  return useSyncExternalStore(subscribe, () => {
    if (!matchMedia('print').matches) last.current = matchMedia(query).matches;
    return last.current;
  });
}
