import { exaggerationRange, strengthRange } from '#domain/job/recipe.ts';
import { shownRecipe } from '#app/photo/recipes.ts';
import { setExaggeration, setStrength } from '#app/settings/settingsActions.ts';
import { useApp, useText } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';
import { RangeField } from './RangeField.tsx';

/** How much drawing, and how much of the style's proportions: of everybody, or of the chosen person. */
export function StrengthFields() {
  const text = useText();
  const later = useLaterText();
  const strength = useApp((state) => shownRecipe(state).strength);
  const exaggeration = useApp((state) => shownRecipe(state).exaggeration);
  return (
    <>
      <RangeField
        label={text.strength}
        hint={later.strengthHint}
        value={strength}
        range={strengthRange}
        onChange={setStrength}
      />
      <RangeField
        label={text.exaggeration}
        hint={later.exaggerationHint}
        value={exaggeration}
        range={exaggerationRange}
        onChange={setExaggeration}
      />
    </>
  );
}
