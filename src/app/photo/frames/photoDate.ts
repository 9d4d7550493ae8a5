import { readImageHeader } from '#domain/files/imageHeader.ts';
import { takenAt } from '#domain/files/takenAt.ts';
import type { Language } from '../../shared/state/settingsSlice.ts';

/** Nearly always enough to hold what the camera wrote. */
const headerBytes = 1024 * 1024;

/** The day on which a photo was taken, as the language writes it; without one the day of its file, or today. */
export async function photoDate(photo: Blob | undefined, language: Language): Promise<string> {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  const moment = photo && (await momentIn(photo));
  if (moment) return format.format(new Date(moment.year, moment.month - 1, moment.day));
  return format.format(photo instanceof File ? photo.lastModified : Date.now());
}

async function momentIn(blob: Blob): Promise<ReturnType<typeof takenAt>> {
  try {
    const bytes = new Uint8Array(await blob.slice(0, headerBytes).arrayBuffer());
    const { exif } = readImageHeader(bytes);
    return exif && takenAt(exif);
  } catch {
    return undefined;
  }
}
