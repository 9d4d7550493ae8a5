import { readImageHeader } from '#domain/files/imageHeader.ts';
import { takenAt } from '#domain/files/takenAt.ts';
import { sources } from '../../shared/handles.ts';
import type { OpenedPhoto } from '../../shared/state/photoSlice.ts';
import type { Language } from '../../shared/state/settingsSlice.ts';

/** Nearly always enough to hold what the camera wrote. */
const headerBytes = 1024 * 1024;

/** The day on which a photo was taken, as the language writes it; without one the day of its file, or today. */
export async function photoDate({ sourceId }: OpenedPhoto, language: Language): Promise<string> {
  const blob = sources.get(sourceId)?.blob;
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  const moment = blob && (await momentIn(blob));
  if (moment) return format.format(new Date(moment.year, moment.month - 1, moment.day));
  return format.format(blob instanceof File ? blob.lastModified : Date.now());
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
