import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { chromiumArguments, chromiumPath } from './chromium.ts';

const startMs = 30_000;

/** A browser with one window, and how to end it. */
interface VisitorChromium {
  /** Its tabs: one is open. */
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/**
 * Chromium as a visitor runs it: only the tab in front is visible, the others are hidden and slowed down. One that
 * Playwright starts itself takes every tab for visible and slows none down.
 */
export async function launchVisitorChromium(): Promise<VisitorChromium> {
  const profileDir = await mkdtemp(join(tmpdir(), 'toonroom-visitor-'));
  const chromiumProcess = spawn(
    chromiumPath() ?? chromium.executablePath(),
    [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profileDir}`,
      '--lang=en-GB',
      ...chromiumArguments,
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const exited = new Promise<void>((resolve) => {
    chromiumProcess.once('exit', () => resolve());
  });
  const end = async (): Promise<void> => {
    chromiumProcess.kill();
    await exited;
    // Some of the browser's processes end a moment after it and still write.
    await rm(profileDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  try {
    const port = await portOf(profileDir);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
    return {
      context: browser.contexts()[0]!,
      async close() {
        await browser.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The port that the browser chose, which it writes into its profile. */
async function portOf(profileDir: string): Promise<string> {
  const started = performance.now();
  for (;;) {
    const text = await readFile(join(profileDir, 'DevToolsActivePort'), 'utf8').catch(() => '');
    if (text.includes('\n')) return text.split('\n')[0]!;
    if (performance.now() - started > startMs) throw new Error('The browser does not start.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
