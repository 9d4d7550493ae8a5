import type { Delivery, DroppedEntry } from '../shared/droppedFiles.ts';
import { developPhoto, failIntake } from '../photo/drawing.ts';
import { isLook, isMovie } from '../shared/fileKinds.ts';
import { takeInMovie } from './movies.ts';
import type { Sample } from '../photo/samples.ts';
import { getState } from '../shared/state/store.ts';

/** What a drop or a paste carries. */
export interface Carrier {
  readonly files: ArrayLike<File>;
  readonly items?: ArrayLike<DataTransferItem>;
}

/**
 * Takes in the photos of a drop or paste, or says that there were none: a single one is developed; of several and of
 * folders, `delivery.ts` decides whether they are one photo or a batch. Must be called while the event is being
 * handled.
 */
export async function takeIn(carrier: Carrier | null): Promise<void> {
  const files = Array.from(carrier?.files ?? []);
  const items = Array.from(carrier?.items ?? []).filter(({ kind }) => kind === 'file');
  const hasFolder = items.some((item) => item.webkitGetAsEntry()?.isDirectory);
  if (hasFolder || (files.length > 1 && !files.some(isLook))) {
    // All are asked for at once: later on the items are empty.
    const entries = Promise.all(items.map(openItem));
    await takeInMany({ files, entries: await entries });
  } else await takeInChosen(files);
}

/** Takes in what was chosen in a file field: styles, models and recipes first, then what is left. */
export async function takeInChosen(files: readonly File[]): Promise<void> {
  const looks = files.filter(isLook);
  const pictures = files.filter((file) => !isLook(file));
  if (looks.length > 0) await takeInLooks(looks);
  const [file] = pictures;
  if (files.length === 0) failIntake({ code: 'NO_FILE', retryable: false });
  else if (pictures.length > 1 || (file && getState().batch.isShown)) {
    await takeInMany({ files: pictures, entries: [] });
  } else if (file && isMovie(file)) await takeInMovie(file);
  else if (file) await developPhoto({ blob: file, fileName: file.name });
}

async function openItem(item: DataTransferItem): Promise<DroppedEntry | null> {
  const entry = item.webkitGetAsEntry();
  const handle = await item.getAsFileSystemHandle?.().catch(() => null);
  if (handle) return { handle };
  return entry ? { entry } : null;
}

async function takeInLooks(files: readonly File[]): Promise<void> {
  try {
    const { takeLooks } = await import('./looks.ts');
    await takeLooks(files);
  } catch {
    // takeLooks never rejects: only the fetch can have failed.
    failIntake({ code: 'APP_UNREACHABLE', retryable: false });
  }
}

async function takeInMany(delivery: Delivery): Promise<void> {
  try {
    const { takeInDelivery } = await import('./delivery.ts');
    await takeInDelivery(delivery);
  } catch {
    // takeInDelivery never rejects: only the fetch can have failed.
    failIntake({ code: 'APP_UNREACHABLE', retryable: false });
  }
}

/** Develops one of the sample portraits. */
export async function takeSample(sample: Sample): Promise<void> {
  try {
    const response = await fetch(sample.url);
    if (!response.ok) throw new Error(`${response.status}`);
    const blob = await response.blob();
    await developPhoto({ blob, fileName: sample.fileName });
  } catch {
    // developPhoto never rejects: only the fetch can have failed.
    failIntake({ code: 'SAMPLE_UNREACHABLE', retryable: false });
  }
}
