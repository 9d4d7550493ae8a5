import { exaggerationRange, strengthRange } from '#domain/recipe.ts';
import { shownRecipe } from '#app/recipes.ts';
import { setExaggeration, setStrength } from '#app/settingsActions.ts';
import { useApp, useText } from '../common/useApp.ts';
import { BackgroundField } from './BackgroundField.tsx';
import { RangeField } from './RangeField.tsx';

/** How much drawing, how much of the style's proportions, and what lies behind the people. */
export function AdjustPanel() {
  const text = useText();
  const strength = useApp((state) => shownRecipe(state).strength);
  const exaggeration = useApp((state) => shownRecipe(state).exaggeration);
  return (
    <div className="adjust">
      <RangeField
        label={text.strength}
        hint={text.strengthHint}
        value={strength}
        range={strengthRange}
        onChange={setStrength}
      />
      <RangeField
        label={text.exaggeration}
        hint={text.exaggerationHint}
        value={exaggeration}
        range={exaggerationRange}
        onChange={setExaggeration}
      />
      <BackgroundField />
    </div>
  );
}
