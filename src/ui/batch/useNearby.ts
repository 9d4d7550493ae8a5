import { type RefObject, useEffect, useRef, useState } from 'react';

const marginPx = 800;

interface Watch {
  readonly observer: IntersectionObserver;
  readonly tell: Map<Element, (isNear: boolean) => void>;
}

/** One observer for each scrolling list. */
const watches = new WeakMap<Element, Watch>();

function watchOf(list: Element): Watch {
  const known = watches.get(list);
  if (known) return known;
  const tell: Watch['tell'] = new Map();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) tell.get(target)?.(isIntersecting);
    },
    { root: list, rootMargin: `${marginPx}px 0px` },
  );
  const watch = { observer, tell };
  watches.set(list, watch);
  return watch;
}

/** Whether an entry of a scrolling list is in sight or nearly so: what is far away need not be there in full. */
export function useNearby(): { readonly ref: RefObject<HTMLLIElement | null>; isNear: boolean } {
  const ref = useRef<HTMLLIElement>(null);
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const entry = ref.current;
    if (!entry?.parentElement) return undefined;
    const { observer, tell } = watchOf(entry.parentElement);
    tell.set(entry, setIsNear);
    observer.observe(entry);
    return () => {
      observer.unobserve(entry);
      tell.delete(entry);
    };
  }, []);
  return { ref, isNear };
}
