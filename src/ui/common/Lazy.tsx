import { type ComponentType, useEffect, useState } from 'react';
import { useText } from './useApp.ts';

interface LazyProps<Props> {
  /** Must be the same function for as long as the part is shown. */
  readonly load: () => Promise<ComponentType<Props>>;
  /** What the part is given. */
  readonly given?: Props;
  /** Takes the part away that could not be fetched, where nothing else does. */
  readonly onMissing?: () => void;
}

/** A part of the page that is fetched when it is first shown; where it cannot be had, a sentence. */
export function Lazy<Props extends object>({ load, given, onMissing }: LazyProps<Props>) {
  const text = useText();
  // Wrapped, since a component is a function, which state would call.
  const [part, setPart] = useState<{ readonly Part: ComponentType<Props> } | 'missing' | null>(
    null,
  );
  useEffect(() => {
    let isShown = true;
    load().then(
      (Part) => isShown && setPart({ Part }),
      () => isShown && setPart('missing'),
    );
    return () => {
      isShown = false;
    };
  }, [load]);
  if (part === 'missing') {
    return (
      <p role="alert">
        {text.partMissing}
        {onMissing && (
          <button type="button" className="link-button" onClick={onMissing}>
            {text.close}
          </button>
        )}
      </p>
    );
  }
  return part && <part.Part {...given!} />;
}
