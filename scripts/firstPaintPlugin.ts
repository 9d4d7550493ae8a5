import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';

const source = fileURLToPath(new URL('../src/ui/start/FirstPaint.tsx', import.meta.url));
const place = '<div id="root"></div>';

/** Puts the first paint into the page, so that it is seen while the scripts come. */
export function firstPaintPlugin(): Plugin[] {
  return [
    {
      name: 'first-paint',
      transformIndexHtml: {
        order: 'pre',
        async handler(html) {
          if (!html.includes(place)) return html; // A page of a benchmark.
          const { module } = await runnerImport<{ firstPaint: () => string }>(source);
          return html.replace(place, () => place.replace('><', `>${module.firstPaint()}<`));
        },
      },
    },
    {
      // The small script that knows the language and the theme comes before the paint.
      name: 'before-first-paint',
      transformIndexHtml: {
        order: 'post',
        handler: (html, { path }) =>
          path === '/index.html'
            ? html.replace('<script type="module"', '$& blocking="render"')
            : html,
      },
    },
  ];
}
