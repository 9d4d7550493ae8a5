import { isAbort } from '#domain/job/errors.ts';
import { styleOfReading, trustedGroups } from '#domain/style/reading.ts';
import type { ReadingGroup } from '#domain/model/readingGroups.ts';
import { readingWords } from '#domain/style/readingWords.ts';
import { formatStyleCode, parseStyleCode, plainCode } from '#domain/style/styleCode.ts';
import { engine, toProblem } from '../../photo/engine.ts';
import { addresses } from '../../shared/handles.ts';
import type { Reference } from '../../shared/state/stylesSlice.ts';
import { firstStyleId } from '../../shared/state/settingsSlice.ts';
import { isOwnModel } from '../../shared/styleEntries.ts';
import { shownRecipe } from '../../photo/recipes.ts';
import { getState, patch } from '../../shared/state/store.ts';
import { thumbnailOfFile } from '../../shared/thumbnails.ts';
import { setStyle } from '../settingsActions.ts';
import { shownCode } from './changes.ts';
import { loadManifest } from './manifest.ts';

// Draws in the style of a picture. The picture stays on this device and is not kept. Never rejects.

let running: AbortController | null = null;

/** Reads the style of a picture file and draws in it; a newer file stops an older one. */
export async function takeReference(file: File): Promise<void> {
  running?.abort();
  const own = new AbortController();
  running = own;
  patch('styles', { isReading: true, message: null });
  try {
    const [reading, { model }, thumbnail] = await Promise.all([
      engine().readStyle(file, { signal: own.signal }),
      loadManifest(),
      thumbnailOfFile(file).catch(() => null),
    ]);
    if (own.signal.aborted) return;
    forgetReference();
    const reference: Reference = {
      fileName: file.name,
      pictureId: thumbnail && addresses.adopt(URL.createObjectURL(thumbnail)),
      reading,
      words: readingWords(reading, model.numbers),
      groups: trustedGroups(reading.kind),
      before: isOwnModel(shownRecipe(getState()).styleId)
        ? plainCode(firstStyleId)
        : shownCode(getState()),
    };
    patch('styles', { reference });
    await draw(reference);
  } catch (error) {
    if (!isAbort(error))
      patch('styles', { message: { kind: 'problem', problem: toProblem(error) } });
  } finally {
    if (running === own) {
      running = null;
      patch('styles', { isReading: false });
    }
  }
}

/** Takes a part of what was read over, or leaves it aside. */
export async function setReadingGroup(group: ReadingGroup, isOn: boolean): Promise<void> {
  const { reference } = getState().styles;
  if (!reference) return;
  const others = reference.groups.filter((each) => each !== group);
  const changed = { ...reference, groups: isOn ? [...others, group] : others };
  patch('styles', { reference: changed });
  await draw(changed);
}

/** Draws with what is taken over; what was tuned by hand since stays. */
async function draw({ reading, groups, before }: Reference): Promise<void> {
  const code = styleOfReading(await loadManifest(), reading, new Set(groups), before);
  const { tuned } = shownCode(getState());
  setStyle(formatStyleCode({ ...(parseStyleCode(code) ?? plainCode(code)), tuned }));
}

/** Forgets the picture; the style that was read from it stays. */
export function forgetReference(): void {
  const { reference } = getState().styles;
  patch('styles', { reference: null });
  if (reference && reference.pictureId !== null) addresses.free(reference.pictureId);
}
