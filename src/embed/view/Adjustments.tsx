import { exaggerationRange, strengthRange } from '#domain/job/recipe.ts';
import { shownRecipe } from '#app/photo/recipes.ts';
import { chooseGroup, groupOf } from '#app/settings/background.ts';
import { setExaggeration, setStrength } from '#app/settings/settingsActions.ts';
import { backgroundGroups } from '#app/shared/state/settingsSlice.ts';
import { SegmentField } from '#ui/common/SegmentField.tsx';
import { useApp, useText } from '#ui/common/useApp.ts';
import { useLaterText } from '#ui/common/useLaterText.ts';
import { RangeField } from '#ui/settings/RangeField.tsx';

/**
 * How much drawing, how much of the style's proportions, and what lies behind the people. A picture of the person's own
 * cannot be put there: it would leave with the drawing of a photo that is the page's.
 */
export function Adjustments() {
  const text = useText();
  const later = useLaterText();
  const strength = useApp((state) => shownRecipe(state).strength);
  const exaggeration = useApp((state) => shownRecipe(state).exaggeration);
  const group = useApp(({ settings }) => groupOf(settings.background));
  const hasBackground = useApp(
    ({ photo }) => photo.chosenFace === null && photo.work?.drawing.faces.length !== 0,
  );
  return (
    <div className="adjust">
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
      {hasBackground && (
        <SegmentField
          name="background"
          legend={text.background}
          showsLegend
          values={backgroundGroups}
          chosen={group}
          labels={text.backgroundNames}
          onChoose={chooseGroup}
        />
      )}
    </div>
  );
}
