import type { MouseEvent } from 'react';

/** Keeps the keyboard where it was when the pressed button is about to go away. */
export function focusStage(event: MouseEvent<HTMLElement>): void {
  const stage = event.currentTarget.closest('section');
  stage?.focus({ preventScroll: true });
}
