import '#ui/styles/tokens.css';
import '#ui/styles/base.css';
import '#ui/styles/page.css';
import '#ui/header/header.css';
import '#ui/photo/stage.css';
import '#ui/settings/stylePicker.css';
import '#ui/start/start.css';
import { settingsOfLastVisit, showLook } from '#app/settings/look.ts';
import { nameManifest } from '#app/offline/manifestLink.ts';
import { loadText } from '#app/text/index.ts';

// All that must be there before the page is painted: the HTML holds the empty page already. The app follows.

const longestWaitMs = 1000;

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
const settings = settingsOfLastVisit();
showLook(settings);
nameManifest(settings.inShareMenu);
painted()
  .then(() => Promise.all([import('#ui/mount.tsx'), loadText(settings.language)]))
  .then(
    ([{ mount }]) => mount(root, settings),
    () => document.querySelector('[data-shown="without-scripts"]')?.removeAttribute('hidden'),
  );

/** Resolves when the page's first content is on the screen; without waiting where nothing is painted. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    new PerformanceObserver((paints, observer) => {
      if (paints.getEntriesByName('first-contentful-paint').length === 0) return;
      observer.disconnect();
      resolve();
    }).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, document.hidden ? 0 : longestWaitMs);
  });
}
