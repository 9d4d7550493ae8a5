import '#ui/styles/tokens.css';
import '#ui/styles/base.css';
import '#ui/styles/page.css';
import '#ui/header/header.css';
import '#ui/stage/stage.css';
import '#ui/start/start.css';
import { settingsOfLastVisit, showLook } from '#app/look.ts';
import { nameManifest } from '#app/manifestLink.ts';

// All that must be there before the page is painted: the HTML holds the empty page already. The app follows.

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
const settings = settingsOfLastVisit();
showLook(settings);
nameManifest(settings.inShareMenu);
painted()
  .then(() => import('#ui/mount.tsx'))
  .then(
    ({ mount }) => mount(root),
    () => document.querySelector('[data-shown="without-scripts"]')?.removeAttribute('hidden'),
  );

/** Resolves when the next frame is on the screen; at once in a hidden page, which paints none. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) resolve();
    else requestAnimationFrame(() => setTimeout(resolve));
  });
}
