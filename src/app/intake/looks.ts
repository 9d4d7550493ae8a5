import { isModelFile, isStyleFile } from '../shared/fileKinds.ts';
import { shownPhoto } from '../shared/state/photoSlice.ts';
import { getState, patch } from '../shared/state/store.ts';
import { loadRecipe } from '../export/recipes/recipes.ts';
import { loadStyles } from '../settings/styles/ownStyles.ts';
import { takeModel } from '../settings/styles/ownModels.ts';

/** Takes in styles, one model and one recipe. Never rejects. */
export async function takeLooks(files: readonly File[]): Promise<void> {
  const styles = files.filter(isStyleFile);
  const model = files.find(isModelFile);
  const recipe = files.find((file) => !isStyleFile(file) && !isModelFile(file));
  // Without a photo there is no panel that tells what became of them.
  const needsManager = model !== undefined || !shownPhoto(getState().photo);
  if (needsManager && (model || styles.length > 0)) patch('styles', { isManagerOpen: true });
  if (styles.length > 0) await loadStyles(styles);
  if (model) await takeModel(model);
  if (recipe) await loadRecipe(recipe);
}
