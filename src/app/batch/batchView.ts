import { startOver } from '../photo/drawing.ts';
import { patch } from '../shared/state/store.ts';

// What the page needs of the batch before it has one; the rest is loaded when it is wanted.

/** Shows the batch; a photo that was looked at by itself is put away. */
export function showBatch(): void {
  startOver();
  patch('batch', { isShown: true });
}

/** Back to the empty page; the batch goes on out of sight. */
export function goHome(): void {
  patch('batch', { isShown: false });
  startOver();
}
