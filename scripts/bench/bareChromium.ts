import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { chromium } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../../testkit/chromium.ts';
import { type Renderers, rendererIds } from '../../testkit/rendererMemory.ts';

export interface BarePage {
  /** The value of an expression of the page, as JSON has it. */
  evaluate(expression: string): Promise<unknown>;
  chooseFile(selector: string, path: string): Promise<void>;
}

/** Chromium as a visitor runs it, driven through its pipe. */
export interface BareChromium {
  /** Opens the page in a profile of its own, with the window's size. */
  open(
    url: string,
    windowPx: { readonly width: number; readonly height: number },
  ): Promise<BarePage>;
  readonly renderers: Renderers;
  close(): Promise<void>;
}

type Answer = Readonly<Record<string, unknown>>;
/** Sends a command and resolves to its result. */
type Send = (method: string, params: object, sessionId?: string) => Promise<Answer>;

/**
 * Playwright, like every developer tool that watches the network, has the page's own process keep each response's
 * body, as base64: 150 MB for this page. So this speaks to the browser without that.
 *
 * Protocol: https://chromedevtools.github.io/devtools-protocol/, messages that end in a zero.
 */
export async function launchBareChromium(): Promise<BareChromium> {
  const profileDir = await mkdtemp(join(tmpdir(), 'toonroom-profile-'));
  const chromiumProcess = spawn(
    chromiumPath() ?? chromium.executablePath(),
    [
      '--headless=new',
      '--remote-debugging-pipe',
      `--user-data-dir=${profileDir}`,
      ...chromiumArguments,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const exited = new Promise<void>((resolve) => {
    chromiumProcess.once('exit', () => resolve());
  });
  const send = speak(chromiumProcess.stdio[3] as Writable, chromiumProcess.stdio[4] as Readable);
  return {
    async open(url, { width, height }) {
      const { browserContextId } = await send('Target.createBrowserContext', {});
      await send('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId });
      const blank = { url: 'about:blank', browserContextId, width, height };
      const { targetId } = await send('Target.createTarget', blank);
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
      const sendToPage: Send = (method, params) => send(method, params, sessionId as string);
      await sendToPage('Page.navigate', { url });
      return barePage(sendToPage);
    },
    async renderers() {
      const { processInfo } = await send('SystemInfo.getProcessInfo', {});
      return rendererIds(processInfo as Parameters<typeof rendererIds>[0]);
    },
    async close() {
      await send('Browser.close', {});
      await exited;
      await rm(profileDir, { recursive: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

function barePage(send: Send): BarePage {
  const evaluate = async (expression: string, returnByValue: boolean): Promise<Answer> => {
    const answer = await send('Runtime.evaluate', {
      expression,
      returnByValue,
      awaitPromise: true,
    });
    if (answer['exceptionDetails']) throw new Error(JSON.stringify(answer['exceptionDetails']));
    return answer['result'] as Answer;
  };
  return {
    evaluate: async (expression) => (await evaluate(expression, true))['value'],
    async chooseFile(selector, path) {
      const input = `document.querySelector(${JSON.stringify(selector)})`;
      const { objectId } = await evaluate(input, false);
      await send('DOM.setFileInputFiles', { files: [path], objectId });
    },
  };
}

function speak(input: Writable, output: Readable): Send {
  const waiting = new Map<
    number,
    { done: (result: Answer) => void; fail: (error: Error) => void }
  >();
  let unread = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    const messages = (unread + text).split('\0');
    unread = messages.pop()!;
    for (const message of messages) {
      const { id, result, error } = JSON.parse(message) as {
        id?: number;
        result?: Answer;
        error?: { message: string };
      };
      const asked = id === undefined ? undefined : waiting.get(id);
      if (!asked) continue;
      waiting.delete(id!);
      if (result) asked.done(result);
      else asked.fail(new Error(error?.message));
    }
  });
  output.once('close', () => {
    waiting.forEach(({ fail }) => fail(new Error('The browser has gone.')));
    waiting.clear();
  });
  let count = 0;
  return (method, params, sessionId) =>
    new Promise((done, fail) => {
      const id = ++count;
      waiting.set(id, { done, fail });
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
}
