import { backgrounds } from '#domain/recipe.ts';
import { setBackground } from '#app/settingsActions.ts';
import { SegmentField } from '../common/SegmentField.tsx';
import { useApp, useText } from '../common/useApp.ts';

/** What lies behind the people; for everybody alike, so absent while one person is adjusted. */
export function BackgroundField() {
  const text = useText();
  const chosen = useApp(({ settings }) => settings.background);
  const isHidden = useApp(
    ({ photo }) => photo.chosenFace !== null || photo.work?.drawing.faces.length === 0,
  );
  if (isHidden) return null;
  return (
    <SegmentField
      name="background"
      legend={text.background}
      showsLegend
      values={backgrounds}
      chosen={chosen}
      labels={text.backgroundNames}
      onChoose={setBackground}
    />
  );
}
