import type { ReactNode } from 'react';
import { shapes } from '#domain/compose/crop.ts';
import { setBesidePhoto, setShape } from '#app/settings/settingsActions.ts';
import { SegmentField } from '../common/SegmentField.tsx';
import { useApp, useText } from '../common/useApp.ts';
import { CheckField } from '../common/CheckField.tsx';

/** The shape of what is saved and whether the photo stands beside it; `children` stand beside the latter. */
export function ShapeFields({ children }: { readonly children?: ReactNode }) {
  const text = useText();
  const shape = useApp(({ settings }) => settings.shape);
  const besidePhoto = useApp(({ settings }) => settings.besidePhoto);
  return (
    <>
      <SegmentField
        name="shape"
        legend={text.shape}
        values={shapes}
        chosen={shape}
        labels={text.shapeNames}
        hints={text.shapeHints}
        onChoose={setShape}
      />
      <div className="save-options">
        <CheckField checked={besidePhoto} onChange={setBesidePhoto}>
          {text.besidePhoto}
        </CheckField>
        {children}
      </div>
    </>
  );
}
