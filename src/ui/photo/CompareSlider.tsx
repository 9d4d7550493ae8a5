import { type KeyboardEvent, useEffect, useRef } from 'react';
import { nudgeCompare, setCompare } from '#app/settings/settingsActions.ts';
import { watch } from '#app/shared/state/store.ts';
import { Icon } from '../common/Icon.tsx';
import { useFormats, useText } from '../common/useApp.ts';
import { useCompared } from './useCompared.ts';

const smallStep = 0.02;
const largeStep = 0.1;

/** The line between photo and drawing, for the keyboard and for screen readers. */
export function CompareSlider() {
  const text = useText();
  const formats = useFormats();
  const { name } = useCompared();
  const slider = useRef<HTMLDivElement>(null);

  useEffect(
    () =>
      watch(
        ({ photo }) => photo.compareFraction,
        (fraction) => {
          slider.current?.setAttribute('aria-valuenow', String(Math.round(fraction * 100)));
          slider.current?.setAttribute(
            'aria-valuetext',
            text.compareValue(formats.percent(fraction), name),
          );
        },
      ),
    [text, formats, name],
  );

  return (
    <div
      ref={slider}
      className="compare"
      role="slider"
      tabIndex={0}
      aria-label={text.compare}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      onKeyDown={(event) => {
        if (moveByKey(event)) event.preventDefault();
      }}
    >
      <span className="compare-knob">
        <Icon name="compare" />
      </span>
    </div>
  );
}

/** Answers a slider's keys; false when the key is not one of them. */
function moveByKey({ key, shiftKey }: KeyboardEvent): boolean {
  const step = shiftKey ? largeStep : smallStep;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      nudgeCompare(-step);
      return true;
    case 'ArrowRight':
    case 'ArrowUp':
      nudgeCompare(step);
      return true;
    case 'PageDown':
      nudgeCompare(-largeStep);
      return true;
    case 'PageUp':
      nudgeCompare(largeStep);
      return true;
    case 'Home':
      setCompare(0);
      return true;
    case 'End':
      setCompare(1);
      return true;
    default:
      return false;
  }
}
