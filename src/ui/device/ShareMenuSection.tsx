import { setInShareMenu } from '#app/kept.ts';
import { useApp } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

/** The switch that puts the installed app into the system's share menu, and what it asks of a person. */
export function ShareMenuSection() {
  const text = useLaterText();
  const support = useApp(({ offline }) => offline.support);
  const inShareMenu = useApp(({ settings }) => settings.inShareMenu);
  // Photos are shared with the service worker: without one there is nobody to take them.
  if (support === 'none') return null;
  return (
    <section className="device-section">
      <h3>{text.shareMenuTitle}</h3>
      <label className="check">
        <input
          type="checkbox"
          checked={inShareMenu}
          disabled={support !== 'ready'}
          aria-describedby="share-menu-what share-menu-care"
          onChange={(event) => void setInShareMenu(event.currentTarget.checked)}
        />
        {text.shareMenu}
      </label>
      <p className="hint" id="share-menu-what">
        {text.shareMenuWhat}
      </p>
      <p className="hint" id="share-menu-care">
        {text.shareMenuCare}
      </p>
    </section>
  );
}
