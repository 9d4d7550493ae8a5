import { patch } from '../shared/state/store.ts';

// What the page needs of the gallery before it is open; the rest is loaded with it.

export function openGallery(): void {
  patch('gallery', { isOpen: true });
}

export function closeGallery(): void {
  patch('gallery', { isOpen: false });
}
