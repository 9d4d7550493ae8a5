import { patch } from '../../shared/state/store.ts';

export function openStyleManager(): void {
  patch('styles', { isManagerOpen: true });
}

export function closeStyleManager(): void {
  patch('styles', { isManagerOpen: false });
}
