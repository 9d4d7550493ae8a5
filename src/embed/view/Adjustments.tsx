import { useApp } from '#ui/common/useApp.ts';
import { BackgroundGroups } from '#ui/settings/background/BackgroundGroups.tsx';
import { StrengthFields } from '#ui/settings/StrengthFields.tsx';

/**
 * How much drawing, how much of the style's proportions, and what lies behind the people. A picture of the person's own
 * cannot be put there: it would leave with the drawing of a photo that is the page's.
 */
export function Adjustments() {
  const hasBackground = useApp(
    ({ photo }) => photo.chosenFace === null && photo.work?.drawing.faces.length !== 0,
  );
  return (
    <div className="adjust">
      <StrengthFields />
      {hasBackground && <BackgroundGroups />}
    </div>
  );
}
