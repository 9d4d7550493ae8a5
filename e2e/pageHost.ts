import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import type { ToonroomEditor, ToonroomOutput } from '#embed/element/toonroom-embed.d.ts';
import { embedTexts } from '#embed/text.ts';
import { isolationHeaders } from '../testkit/headers.ts';
import type { PhotoFile } from './photos.ts';

/** A site of somebody else, of another origin than the app's. */
export interface PageHost {
  /** Without a slash at its end. */
  readonly origin: string;
  readonly stop: () => void;
}

/** Writes down what the editor tells. */
const pageScript = `
  window.heard = [];
  window.listen = (editor) => {
    for (const type of ['ready', 'photo', 'progress', 'drawn', 'result', 'error']) {
      editor.addEventListener(type, ({ detail }) =>
        heard.push({ type, ...detail, ...(detail instanceof Error && { code: detail.code }) }));
    }
  };
  addEventListener('DOMContentLoaded', () => document.querySelectorAll('toonroom-editor').forEach(listen));
`;

/**
 * Starts a site at a name of this machine: `localhost` is the app's own site, `127.0.0.1` another one, to which browsers
 * lend no storage. `/` has the editor of the app at `app`, `/isolated` too, with cross-origin isolation and a policy
 * that lets in nothing but the app, and `/empty` has nothing.
 */
export async function startPageHost(
  app: string,
  name: 'localhost' | '127.0.0.1',
): Promise<PageHost> {
  const editor = `<script src="${app}/toonroom-embed.js"></script><toonroom-editor></toonroom-editor>`;
  const page = (body: string): string =>
    `<!doctype html><html lang="en"><title>Host</title><script src="/page.js"></script><main>${body}</main>`;
  const strict = {
    ...isolationHeaders,
    'Content-Security-Policy': `default-src 'none'; script-src 'self' ${app}; frame-src ${app}`,
  };
  const answers: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>> = {
    '/': [page(editor), {}],
    '/isolated': [page(editor), strict],
    '/empty': [page(''), {}],
  };
  const server = createServer(({ url = '/' }, response) => {
    const [body, headers] = answers[url] ?? ['', {}];
    const type = url === '/page.js' ? 'text/javascript' : 'text/html';
    response.writeHead(200, { 'Content-Type': type, ...headers });
    response.end(url === '/page.js' ? pageScript : body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, name, resolve);
  });
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://${name}:${(server.address() as AddressInfo).port}`, stop };
}

/** What the page was told, as far as it can leave the page. */
export interface Heard {
  readonly type: string;
  readonly [field: string]: unknown;
}

declare global {
  // oxlint-disable-next-line no-var
  var heard: Heard[];
  // oxlint-disable-next-line no-var
  var listen: (editor: HTMLElement) => void;
}

/** A page of somebody else with the editor in it. */
export class HostPage {
  readonly page: Page;
  readonly editor: Locator;
  readonly frame: FrameLocator;
  /** The one large button. */
  readonly use: Locator;

  constructor(page: Page) {
    this.page = page;
    this.editor = page.locator('toonroom-editor');
    this.frame = page.frameLocator('toonroom-editor iframe');
    this.use = this.frame.getByRole('button', { name: embedTexts.en.usePicture });
  }

  /** Opens a page of the host and waits until the editor can be used. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.hears('ready');
  }

  /** What the page was told of a kind. */
  async heard(type: string): Promise<readonly Heard[]> {
    return await this.page.evaluate((type) => heard.filter((told) => told.type === type), type);
  }

  /** Waits until the page is told something of a kind, from the `count`th on, and returns that. */
  async hears(type: string, count = 1): Promise<Heard> {
    await expect.poll(async () => (await this.heard(type)).length).toBeGreaterThanOrEqual(count);
    return (await this.heard(type))[count - 1]!;
  }

  /** Forgets what the page was told so far. */
  async forget(): Promise<void> {
    await this.page.evaluate(() => {
      heard.length = 0;
    });
  }

  /** The page gives the editor a photo, and waits for its drawing. */
  async give({ buffer }: PhotoFile): Promise<void> {
    await this.forget();
    await this.editor.evaluate((editor, base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      (editor as ToonroomEditor).photo = new Blob([bytes], { type: 'image/jpeg' });
    }, buffer.toString('base64'));
    await this.hears('drawn');
  }

  /** The person chooses a photo in the editor; does not wait for anything. */
  async choose(photo: PhotoFile): Promise<void> {
    await this.frame.locator('input[type="file"]').setInputFiles(photo);
  }

  /** The drawing as the page gets it when it asks. */
  async result(output: ToonroomOutput = {}): Promise<Picture> {
    return await this.editor.evaluate(async (editor, output) => {
      const blob = await (editor as ToonroomEditor).getResult(output);
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
      return { type: blob.type, base64 };
    }, output);
  }

  /** The code with which the page is refused a drawing. */
  async refusal(): Promise<string> {
    return await this.editor.evaluate(
      async (editor) =>
        await (editor as ToonroomEditor).getResult().then(
          () => 'none',
          (error: { readonly code: string }) => error.code,
        ),
    );
  }

  /** The drawing that the person has handed over. */
  async handedOver(): Promise<Picture> {
    await this.hears('result');
    return await this.page.evaluate(async () => {
      const blob = heard.find(({ type }) => type === 'result')!['blob'] as Blob;
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
      return { type: blob.type, base64 };
    });
  }
}

/** A picture file that has come out of a page. */
interface Picture {
  readonly type: string;
  readonly base64: string;
}
