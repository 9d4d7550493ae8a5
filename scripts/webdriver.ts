import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { clickOption, clickSave, isDrawn, isSaved } from './pageSteps.ts';
import { createStaticServer, listen } from '../testkit/staticServer.ts';

/**
 * `npm run webdriver -- --driver http://localhost:4444 [--capabilities JSON]`: goes through the production build in
 * any browser that has a W3C WebDriver: safaridriver, geckodriver, WebKitWebDriver.
 *
 * Draws a sample in two styles over a plain background and saves it; tells as JSON what the browser is and what it
 * took. Fails when a step does not come about within two minutes, or the page meets an error that nobody hears.
 */
const { values } = parseArgs({
  options: {
    driver: { type: 'string', default: 'http://localhost:4444' },
    capabilities: { type: 'string', default: '{}' },
  },
});
const stepTimeoutMs = 120_000;
const lookEveryMs = 200;

interface Step {
  readonly name: string;
  /** Script of the page that begins it. */
  readonly begin: string;
  /** Expression of the page that is true once it has come about. */
  readonly until: string;
}

const steps: readonly Step[] = [
  {
    name: 'first drawing',
    begin: `document.querySelector('button.print').click()`,
    until: isDrawn,
  },
  { name: 'another style', begin: clickOption('style', 'anime'), until: isDrawn },
  { name: 'a plain background', begin: clickOption('background', 'plain'), until: isDrawn },
  { name: 'saving', begin: clickSave, until: isSaved },
];

async function send(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(`${values.driver}/session${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
  return value;
}

/** A session with a browser, and what can be done in it. */
async function openBrowser(): Promise<{
  go: (url: string) => Promise<unknown>;
  run: (script: string) => Promise<unknown>;
  close: () => Promise<unknown>;
}> {
  const capabilities = { alwaysMatch: JSON.parse(values.capabilities) as object };
  const { sessionId } = (await send('POST', '', { capabilities })) as { sessionId: string };
  return {
    go: (url) => send('POST', `/${sessionId}/url`, { url }),
    run: (script) => send('POST', `/${sessionId}/execute/sync`, { script, args: [] }),
    close: () => send('DELETE', `/${sessionId}`),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const server = createStaticServer(fileURLToPath(new URL('../dist', import.meta.url)));
const url = await listen(server);
const { go, run, close } = await openBrowser();

/** Milliseconds until the expression is true. */
async function wait(what: string, until: string): Promise<number> {
  const started = performance.now();
  while ((await run(`return ${until}`)) !== true) {
    // As it is seen: the first page holds words for scripts that do not come.
    const alert = await run(
      `return document.querySelector('[role="alert"]')?.innerText.trim() ?? ''`,
    );
    if (alert !== '') throw new Error(`${what}: ${String(alert)}`);
    if (performance.now() - started > stepTimeoutMs) throw new Error(`${what}: not in time`);
    await pause(lookEveryMs);
  }
  return Math.round(performance.now() - started);
}

try {
  await go(url);
  await wait('the start', `document.querySelector('button.print') !== null`);
  await run(`window.unheard = [];
    addEventListener('error', ({ message }) => unheard.push(message));
    addEventListener('unhandledrejection', ({ reason }) => unheard.push(String(reason)));`);
  const stepsMs: Record<string, number> = {};
  for (const { name, begin, until } of steps) {
    await run(begin);
    // What was true before the step is no answer to it.
    await pause(lookEveryMs * 2);
    stepsMs[name] = await wait(name, until);
  }
  const facts = await run(
    'return { userAgent: navigator.userAgent, isIsolated: crossOriginIsolated, unheard };',
  );
  console.log(JSON.stringify({ ...(facts as object), stepsMs }, null, 2));
  if ((facts as { unheard: readonly string[] }).unheard.length > 0) process.exitCode = 1;
} finally {
  await close();
  server.close();
}
