import { warmUp } from '../../photo/engine.ts';
import { patch } from '../../shared/state/store.ts';

/** Whether this browser and address can show a camera. */
export function hasCamera(): boolean {
  return navigator.mediaDevices?.getUserMedia !== undefined;
}

/** Opens the viewfinder and meanwhile starts fetching what a drawing needs. */
export function openCamera(): void {
  void warmUp();
  patch('camera', { isOpen: true });
}

export function closeCamera(): void {
  patch('camera', { isOpen: false });
}
