import { useState } from 'react';
import { drawGently } from '#app/settings/settingsActions.ts';
import type { Notice } from '#sdk/index.ts';
import { DismissButton } from './DismissButton.tsx';
import { Icon } from '../common/Icon.tsx';
import { useText } from '../common/useApp.ts';

/** What the person should know about a drawing that succeeded. */
export function NoticeCaption({ notices }: { readonly notices: readonly Notice[] }) {
  const text = useText();
  const [isClosed, setIsClosed] = useState(false);
  if (notices.length === 0 || isClosed) return null;
  return (
    <div className="caption is-notice">
      <Icon name="info" />
      <ul>
        {notices.map((notice) => (
          <li key={notice}>
            {text.notices[notice]}
            {notice === 'strayedFace' && (
              <button type="button" className="quiet-button" onClick={drawGently}>
                {text.drawGently}
              </button>
            )}
          </li>
        ))}
      </ul>
      <DismissButton onDismiss={() => setIsClosed(true)} />
    </div>
  );
}
