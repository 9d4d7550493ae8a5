import { setInShareMenu } from '#app/offline/kept.ts';
import { useApp } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';
import { CheckField } from '../common/CheckField.tsx';

/** The switch that puts the installed app into the system's share menu, and what it asks of a person. */
export function ShareMenuSection() {
  const text = useLaterText();
  const support = useApp(({ offline }) => offline.support);
  const inShareMenu = useApp(({ settings }) => settings.inShareMenu);
  // The service worker receives shared photos: without one the switch would do nothing.
  if (support === 'none') return null;
  return (
    <section className="device-section">
      <h3>{text.shareMenuTitle}</h3>
      <CheckField
        checked={inShareMenu}
        onChange={(checked) => void setInShareMenu(checked)}
        disabled={support !== 'ready'}
        describedBy="share-menu-what share-menu-care"
      >
        {text.shareMenu}
      </CheckField>
      <p className="hint" id="share-menu-what">
        {text.shareMenuWhat}
      </p>
      <p className="hint" id="share-menu-care">
        {text.shareMenuCare}
      </p>
    </section>
  );
}
