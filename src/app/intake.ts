import { developPhoto, failIntake } from './render.ts';
import type { Sample } from './samples.ts';

/** What a drop or a paste carries. */
export interface Carrier {
  readonly files: ArrayLike<File>;
}

/**
 * The photo among the files of a drop or paste: the first picture, else the first file (its bytes say
 * better than its name what is wrong with it), else null.
 */
export function choosePhoto(carrier: Carrier | null): File | null {
  const files = Array.from(carrier?.files ?? []);
  return files.find(({ type }) => type.startsWith('image/')) ?? files[0] ?? null;
}

/** Develops the photo of a drop or paste, or says that there was none. */
export function takeIn(carrier: Carrier | null): void {
  const file = choosePhoto(carrier);
  if (file) void developPhoto({ blob: file, fileName: file.name });
  else failIntake({ code: 'NO_FILE', retryable: false });
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
