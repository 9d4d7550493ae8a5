import { makeZip } from 'client-zip';
import type { Recipe } from '#sdk/index.ts';
import { uniqueNames } from '../batch/batchQueue.ts';
import { downloadFile } from '../shared/download.ts';
import { safeFileName, stemOf } from '../shared/fileName.ts';
import { joinPhases } from '../shared/phases.ts';
import { currentRecipe } from '../photo/recipes.ts';
import { drawCloseUp } from '../photo/offScreen.ts';
import { type Exported, runExport } from '../photo/exporting.ts';
import { getState, patch } from '../shared/state/store.ts';
import { styleName } from '../text/styleName.ts';
import { textOf } from '../text/index.ts';
import { laterTexts } from '../text/later.ts';
import { inStyle } from './frames/pictureSources.ts';
import { createSheet } from './sheet.ts';

// The shown photo in every style at once. Fetched when somebody asks for it; never rejects.

/** Width of each drawing on the sheet; a small photo is not blown up. */
const largestCellPx = 720;
const leastCellPx = 320;

/** Saves a ZIP with a file for every style. */
export async function saveArchive(): Promise<void> {
  await runExport('archive', async (exported) => {
    const { format } = getState().settings;
    const recipes = recipesOf(exported);
    const phase = phasesOf(recipes.length);
    const files: File[] = [];
    for (const [index, recipe] of recipes.entries()) {
      files.push(await exported.file(recipe, format, phase(index)));
    }
    const names = uniqueNames(files.map(({ name }) => name));
    const lastModified = new Date();
    const entries = files.map((input, index) => ({ name: names[index]!, input, lastModified }));
    const archive = await new Response(makeZip(entries)).blob();
    exported.signal.throwIfAborted();
    downloadFile(new File([archive], nameOf(exported, 'zip'), { type: 'application/zip' }));
    return 'done';
  });
}

/** Saves one picture with the photo and its drawing in every style, each with the style's name. */
export async function saveSheet(): Promise<void> {
  await runExport('sheet', async (exported) => {
    const { work, layout, signal } = exported;
    const recipes = recipesOf(exported);
    const phase = phasesOf(recipes.length);
    // The part that is saved has the cell's width.
    const width = Math.min(largestCellPx, Math.max(leastCellPx, layout.crop.width));
    const widthPx = Math.ceil((width * work.photo.width) / layout.crop.width);
    const sheet = createSheet(work.photo, layout.crop, recipes.length + 1, width);
    for (const [index, recipe] of recipes.entries()) {
      phase(index)({ stage: 'scene', fraction: 0 });
      const drawing = { ...work.drawing, recipe };
      const closeUp = await drawCloseUp({ photo: work.photo, drawing }, widthPx, signal);
      if (!closeUp) throw new DOMException('There is no memory for it.', 'QuotaExceededError');
      try {
        const { language } = getState().settings;
        if (index === 0) sheet.put(0, closeUp.photo, textOf(language).photo);
        sheet.put(index + 1, closeUp.drawing, styleName(recipe.styleId));
      } finally {
        closeUp.photo.close();
        closeUp.drawing.close();
      }
    }
    const picture = await sheet.finish();
    signal.throwIfAborted();
    downloadFile(new File([picture], nameOf(exported, 'png'), { type: picture.type }));
    return 'done';
  });
}

/** What is asked for now, in every style; single people keep their strengths, but no styles of their own. */
function recipesOf({ work }: Exported): readonly Recipe[] {
  const { device, photo } = getState();
  const asked = currentRecipe(work.drawing.recipe.styleId, photo);
  return device.styles.map(({ id }) => inStyle(asked, id));
}

function phasesOf(count: number): ReturnType<typeof joinPhases> {
  return joinPhases(
    Array.from({ length: count }, () => 1),
    (saveHeadway) => patch('job', { saveHeadway }),
  );
}

function nameOf({ work }: Exported, extension: string): string {
  const { allStyles } = laterTexts[getState().settings.language];
  return safeFileName(stemOf(work.photo.fileName), `-${allStyles}.${extension}`, 'portrait');
}
