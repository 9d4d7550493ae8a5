import { safeFileName, stemOf } from './fileName.ts';
import type { OutputFormat } from './state/settingsSlice.ts';

/** Safari starts reading a download's address late. */
const addressLifeMs = 60_000;

/** Hands `file` to the browser as a download. */
export function downloadFile(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), addressLifeMs);
}

const extensions: Record<OutputFormat | 'mp4', string> = {
  png: 'png',
  jpeg: 'jpg',
  webp: 'webp',
  mp4: 'mp4',
};

/** `holiday.jpeg`, `3D toon`, `png` → `holiday-3D toon.png`, safe on every system; `joiner` stands before the style. */
export function drawingFileName(
  photoName: string,
  style: string,
  format: OutputFormat | 'mp4',
  joiner: '-' | '.' = '-',
): string {
  return safeFileName(stemOf(photoName), `${joiner}${style}.${extensions[format]}`, 'portrait');
}
