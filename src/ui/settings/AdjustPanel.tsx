import { useState } from 'react';
import { setDrawn } from '#app/settings/settingsActions.ts';
import { BackgroundField } from './background/BackgroundField.tsx';
import { useApp, useText } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';
import { toolRoomQuery, useMediaQuery } from '../common/useMediaQuery.ts';
import { StrengthFields } from './StrengthFields.tsx';
import { Lazy } from '../common/Lazy.tsx';
import { CheckField } from '../common/CheckField.tsx';

const loadEditTools = async () => (await import('./edit/EditTools.tsx')).EditTools;
const loadTune = async () => (await import('./styles/TunePanel.tsx')).TunePanel;

/** How much drawing, how much of the style's proportions, and what lies behind the people: of all of them, or of one. */
export function AdjustPanel() {
  const chosenFace = useApp(({ photo }) => photo.chosenFace);
  const hasRoom = useMediaQuery(toolRoomQuery);
  return (
    <div className="adjust">
      <StrengthFields />
      {chosenFace === null ? <BackgroundField /> : <DrawnField faceId={chosenFace} />}
      {!hasRoom && <Lazy load={loadEditTools} />}
      <FineTune />
    </div>
  );
}

/** The controls of the style itself, fetched when they are opened. */
function FineTune() {
  const later = useLaterText();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="fine-tune" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{later.tuneTitle}</summary>
      {isOpen && <Lazy load={loadTune} />}
    </details>
  );
}

/** Whether a person is drawn or stays as the photo shows them. */
function DrawnField({ faceId }: { readonly faceId: number }) {
  const text = useText();
  const isDrawn = useApp(({ photo }) => photo.faceRecipes[faceId]?.drawn !== false);
  return (
    <CheckField checked={isDrawn} onChange={setDrawn}>
      {text.drawPerson}
    </CheckField>
  );
}
