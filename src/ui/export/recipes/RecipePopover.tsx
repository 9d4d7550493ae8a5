import { canCopyText, handOver } from '#app/export/handOver.ts';
import { loadRecipe, saveRecipe } from '#app/export/recipes/recipes.ts';
import { recipeTexts } from '#app/text/edit/recipe.ts';
import { FileButton } from '../../common/FileButton.tsx';
import { Icon } from '../../common/Icon.tsx';
import { Popover, useClosePopover } from '../../common/Popover.tsx';
import { useText } from '../../common/useApp.ts';
import { useTexts } from '../../common/useTexts.ts';
import './recipes.css';

/** What is asked for, handed on without any picture, and taken from others. */
export function RecipePopover() {
  const text = useTexts(recipeTexts);
  return (
    <Popover
      name={text.title}
      buttonClass="quiet-button is-square"
      place="above-end"
      button={<Icon name="link" />}
    >
      <div className="recipe-choices">
        <h2 className="heading">{text.title}</h2>
        <p className="hint">{text.hint}</p>
        <Choices />
      </div>
    </Popover>
  );
}

function Choices() {
  const text = useTexts(recipeTexts);
  const page = useText();
  const close = useClosePopover();
  return (
    <>
      {canCopyText() && (
        <button
          type="button"
          className="button all-styles-choice"
          onClick={() => {
            close();
            void handOver.link();
          }}
        >
          <Icon name="link" />
          {page.copyLink}
        </button>
      )}
      <button
        type="button"
        className="button all-styles-choice"
        onClick={() => {
          close();
          saveRecipe();
        }}
      >
        <Icon name="download" />
        {text.save}
      </button>
      <FileButton
        className="button all-styles-choice"
        label={text.load}
        accept=".toonrecipe,application/json"
        onFiles={([file]) => {
          close();
          void loadRecipe(file);
        }}
      >
        <Icon name="folder" />
        {text.load}
      </FileButton>
    </>
  );
}
