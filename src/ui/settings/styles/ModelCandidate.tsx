import { useState } from 'react';
import { layouts, ranges, reaches } from '#domain/ownModel/ownModel.ts';
import { dropModel, keepModel, setModelSettings } from '#app/settings/styles/ownModels.ts';
import { addresses } from '#app/shared/handles.ts';
import { CheckField } from '../../common/CheckField.tsx';
import { useApp, useFormats, useText } from '../../common/useApp.ts';
import { SegmentField } from '../../common/SegmentField.tsx';
import { useLaterText } from '../../common/useLaterText.ts';

/** A model that was brought: what it is, what it makes of the sample, and how it is given its picture. */
export function ModelCandidatePanel() {
  const text = useLaterText();
  const page = useText();
  const formats = useFormats();
  const candidate = useApp(({ styles }) => styles.candidate);
  const [isForGood, setIsForGood] = useState(true);
  if (!candidate) return null;
  const { fileName, sizeBytes, header, settings, pictureId, status } = candidate;
  const address = pictureId === null ? undefined : addresses.get(pictureId);
  const side = settings.sidePx === null ? text.modelAnySize : formats.pixels(settings.sidePx);
  const isBusy = status === 'trying';
  return (
    <section className="candidate" aria-label={fileName} aria-busy={isBusy}>
      <div className="candidate-head">
        <div className="candidate-picture">
          {address !== undefined && <img src={address} alt={text.modelTrial} />}
        </div>
        <div>
          <h3>{fileName}</h3>
          <p className="hint">
            {text.modelFacts(formats.megabytes(sizeBytes), formats.count(header.nodes), side)}
          </p>
          <p className="hint candidate-operators">{header.operators.join(', ')}</p>
          <p role="status">{text.modelStatus[status]}</p>
        </div>
      </div>
      <SegmentField
        name="model-range"
        legend={text.modelRange}
        showsLegend
        values={ranges}
        chosen={settings.range}
        labels={text.modelRanges}
        onChoose={(range) => void setModelSettings({ range })}
      />
      <SegmentField
        name="model-layout"
        legend={text.modelLayout}
        showsLegend
        values={layouts}
        chosen={settings.layout}
        labels={text.modelLayouts}
        onChoose={(layout) => void setModelSettings({ layout })}
      />
      <SegmentField
        name="model-reach"
        legend={text.modelReach}
        showsLegend
        values={reaches}
        chosen={settings.reach}
        labels={text.modelReaches}
        onChoose={(reach) => void setModelSettings({ reach })}
      />
      <CheckField checked={isForGood} onChange={setIsForGood}>
        {text.keepModelForGood}
      </CheckField>
      <p className="hint">{text.modelLicence}</p>
      <div className="manager-buttons">
        <button
          type="button"
          className="button is-primary"
          disabled={status !== 'drawn'}
          onClick={() => void keepModel(isForGood)}
        >
          {text.keepModel}
        </button>
        <button type="button" className="button" onClick={dropModel}>
          {page.cancel}
        </button>
      </div>
    </section>
  );
}
