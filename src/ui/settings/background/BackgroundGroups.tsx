import { chooseGroup, groupOf } from '#app/settings/background.ts';
import { backgroundGroups } from '#app/shared/state/settingsSlice.ts';
import { SegmentField } from '../../common/SegmentField.tsx';
import { useApp, useText } from '../../common/useApp.ts';

/** The kinds of background to choose from. */
export function BackgroundGroups() {
  const text = useText();
  const group = useApp(({ settings }) => groupOf(settings.background));
  return (
    <SegmentField
      name="background"
      legend={text.background}
      showsLegend
      values={backgroundGroups}
      chosen={group}
      labels={text.backgroundNames}
      onChoose={chooseGroup}
    />
  );
}
