import { drawnSampleUrl } from '#app/photo/samples.ts';
import { baseEntry } from '#app/shared/styleEntries.ts';
import { firstStyleId } from '#app/shared/state/settingsSlice.ts';
import { Icon } from '#ui/common/Icon.tsx';
import { useApp, useText } from '#ui/common/useApp.ts';
import { useTexts } from '#ui/common/useTexts.ts';
import { Halftone } from '#ui/start/Halftone.tsx';
import { embedTexts } from '../text.ts';
import { PhotoButton } from './PhotoButton.tsx';

/** Where there is no photo yet: what becomes of one, a button to choose it, and who gets what. */
export function EmptyStage({ host }: { readonly host: string }) {
  const text = useText();
  const own = useTexts(embedTexts);
  const styleId = useApp((state) => baseEntry(state, state.settings.styleId)?.id) ?? firstStyleId;
  return (
    <div className="embed-start">
      <Halftone />
      <div className="embed-print">
        <img src={drawnSampleUrl(styleId)} alt="" width="384" height="384" draggable={false} />
      </div>
      <h1 className="embed-title">{own.startTitle}</h1>
      <PhotoButton className="button is-primary">
        <Icon name="photo" />
        {text.choosePhoto}
      </PhotoButton>
      <p className="hint embed-drop">{own.startHint}</p>
      <p className="embed-promise">
        <Icon name="lock" />
        {own.startPromise(host)}
      </p>
    </div>
  );
}
