import { dismissRecipeMessage, stopRecipe } from '#app/export/recipes/recipes.ts';
import type { RecipeMessage } from '#app/shared/state/recipeSlice.ts';
import { recipeTexts } from '#app/text/edit/recipe.ts';
import { useApp } from '../../common/useApp.ts';
import { useTexts } from '../../common/useTexts.ts';
import { DismissButton } from '../../photo/DismissButton.tsx';
import './recipes.css';

/** Whether a recipe is used for further photos, and what became of the last one. */
export function RecipeLine() {
  const text = useTexts(recipeTexts);
  const { applied, message } = useApp(({ recipe }) => recipe);
  return (
    <>
      <div className="recipe-line" role="alert">
        {message && (
          <>
            <p>{wordsOf(message, text.messages)}</p>
            <DismissButton onDismiss={dismissRecipeMessage} />
          </>
        )}
      </div>
      {applied && (
        <div className="recipe-line">
          <p>{text.inUse(applied.name)}</p>
          <button type="button" className="link-button" onClick={stopRecipe}>
            {text.stop}
          </button>
        </div>
      )}
    </>
  );
}

function wordsOf(message: RecipeMessage, text: (typeof recipeTexts)['en']['messages']): string {
  switch (message.kind) {
    case 'applied':
    case 'appliedInPart':
    case 'appliedWithoutStyle':
      return text[message.kind](message.name);
    case 'notARecipe':
    case 'otherVersion':
    case 'tooLarge':
      return text[message.kind](message.fileName);
    case 'linkWithoutStrokes':
      return text.linkWithoutStrokes;
  }
}
