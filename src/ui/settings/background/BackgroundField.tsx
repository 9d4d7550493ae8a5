import { groupOf, setBackdropBlur } from '#app/settings/background.ts';
import { strengthRange } from '#domain/job/recipe.ts';
import { useApp } from '../../common/useApp.ts';
import { RangeField } from '../RangeField.tsx';
import { BackdropField } from './BackdropField.tsx';
import { BackgroundGroups } from './BackgroundGroups.tsx';
import './background.css';
import { useLaterText } from '../../common/useLaterText.ts';

/** What lies behind the people; absent where there are none. */
export function BackgroundField() {
  const later = useLaterText();
  const group = useApp(({ settings }) => groupOf(settings.background));
  const blur = useApp(({ settings }) => settings.backdropBlur);
  const isHidden = useApp(({ photo }) => photo.work?.drawing.faces.length === 0);
  if (isHidden) return null;
  return (
    <>
      <BackgroundGroups />
      {group === 'blurred' && (
        <RangeField
          label={later.blurAmount}
          hint=""
          value={blur}
          range={strengthRange}
          onChange={setBackdropBlur}
        />
      )}
      {group === 'colour' && <BackdropField />}
    </>
  );
}
