import type { OutputFormat } from './state/settingsSlice.ts';

/** Leaves room for a number and a download manager's own additions: file systems take 255 bytes. */
const mostBytes = 200;

/** Names that Windows keeps for devices, whatever extension follows. */
const deviceName = /^(?:con|prn|aux|nul|clock\$|com\d|lpt\d)$/i;

/** A file's name without its extension. */
export function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '');
}

/**
 * A name that every file system, ZIP reader and browser takes, as near to `stem` as can be, with `ending` (which is
 * safe already, like `-3d.png`) behind it: NFC, no control, invisible or bidi characters, none that Windows forbids,
 * no leading or trailing dots or spaces, at most 200 bytes of UTF-8. `fallback` where nothing is left of `stem`.
 */
export function safeFileName(stem: string, ending: string, fallback: string): string {
  const visible = stem
    .normalize('NFC')
    .replaceAll(/[\s\p{Z}]+/gu, ' ')
    .replaceAll(/\p{C}/gu, '')
    .replaceAll(/[\\/:?*|"<>]/g, '_');
  const short = withinBytes(trimmed(visible), mostBytes - bytesOf(ending));
  const kept = trimmed(short) || fallback;
  // Windows looks at what stands before the first dot.
  const [first = ''] = kept.split('.');
  return `${deviceName.test(first.trim()) ? '_' : ''}${kept}${ending}`;
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

function trimmed(name: string): string {
  return name.replace(/^[. ]+/, '').replace(/[. ]+$/, '');
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** As many whole characters from the beginning as fit. */
function withinBytes(text: string, most: number): string {
  let left = most;
  let end = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    left -= bytesOf(segment);
    if (left < 0) break;
    end += segment.length;
  }
  return text.slice(0, end);
}
