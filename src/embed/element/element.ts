import { type Hello, protocolVersion, type Report, type Request } from '../protocol/messages.ts';
import type {
  ToonroomEditor,
  ToonroomError,
  ToonroomOutput,
  ToonroomResultOptions,
} from './toonroom-embed.d.ts';

// `toonroom-embed.js`, the script that other people's pages load: `<toonroom-editor>` around the frame of `embed.html`.
// It only carries messages; see `docs/site/en/embed.md`.

/** Of a module there is no current script. */
const script = document.currentScript ?? document.querySelector('script[src$="toonroom-embed.js"]');
const ownFolder = (script as HTMLScriptElement | null)?.src ?? document.baseURI;

const look = new CSSStyleSheet();
look.replaceSync(
  ':host{display:block;height:640px}:host([hidden]){display:none}iframe{display:block;width:100%;height:100%;border:0}',
);

/** What an attribute asks for; null is none, and changes nothing. */
const requestFor: Readonly<Record<string, (value: string) => Request>> = {
  'style-id': (styleId) => ({ type: 'setStyle', styleId }),
  strength: (value) => ({ type: 'setStrength', strength: Number(value) }),
  exaggeration: (value) => ({ type: 'setExaggeration', exaggeration: Number(value) }),
  language: (language) => ({ type: 'setLook', language }),
  theme: (theme) => ({ type: 'setLook', theme: theme as 'auto' }),
};

/** A result that the page waits for. */
interface Waiting {
  readonly request: Request;
  readonly resolve: (blob: Blob) => void;
  readonly reject: (reason: unknown) => void;
}

const abortError = (): DOMException => new DOMException('The editor is gone.', 'AbortError');

function errorOf(code: string): ToonroomError {
  return Object.assign(new Error(code), { name: 'ToonroomError', code });
}

class EditorElement extends HTMLElement implements ToonroomEditor {
  static readonly observedAttributes = ['src', ...Object.keys(requestFor)];

  readonly #root = this.attachShadow({ mode: 'open' });
  #frame: HTMLIFrameElement | undefined;
  #port: MessagePort | undefined;
  #photo: Blob | null = null;
  #output: ToonroomOutput = {};
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [look];
    // What was set before this script had come.
    for (const name of ['photo', 'output'] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const { [name]: value } = this;
      delete (this as Partial<this>)[name];
      Object.assign(this, { [name]: value });
    }
  }

  connectedCallback(): void {
    const url = new URL(
      'embed.html',
      new URL(this.getAttribute('src') ?? ownFolder, document.baseURI),
    );
    url.searchParams.set('host', location.origin);
    for (const name of ['language', 'theme']) {
      const value = this.getAttribute(name);
      if (value) url.searchParams.set(name, value);
    }
    const frame = document.createElement('iframe');
    frame.src = url.href;
    frame.title = this.title || 'Toonroom';
    frame.allow = 'cross-origin-isolated';
    // Also where the frame was loaded anew: it begins again.
    frame.onload = () => this.#greet(frame, url.origin);
    this.#frame = frame;
    this.#root.append(frame);
  }

  disconnectedCallback(): void {
    this.#send({ type: 'dispose' });
    this.#hangUp();
    this.#frame?.remove();
    this.#frame = undefined;
    for (const { reject } of this.#waiting.values()) reject(abortError());
    this.#waiting.clear();
  }

  /** Moved by `moveBefore()`: the frame lives on. */
  connectedMoveCallback(): void {}

  attributeChangedCallback(name: string, _older: string | null, value: string | null): void {
    if (!this.#frame) return;
    if (name === 'src') {
      this.disconnectedCallback();
      this.connectedCallback();
    } else if (value !== null) this.#send(requestFor[name]!(value));
  }

  get photo(): Blob | null {
    return this.#photo;
  }

  set photo(photo) {
    this.#photo = photo;
    this.#send(photo ? { type: 'setPhoto', photo } : { type: 'reset' });
  }

  get output(): ToonroomOutput {
    return this.#output;
  }

  set output(output) {
    this.#output = output;
    this.#send({ type: 'setOutput', ...output });
  }

  setStyle(styleId: string): void {
    this.setAttribute('style-id', styleId);
  }

  getResult({ signal, ...wish }: ToonroomResultOptions = {}): Promise<Blob> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      if (!this.#frame) throw abortError();
      const id = ++this.#lastId;
      const request: Request = { type: 'export', id, ...wish };
      this.#waiting.set(id, { request, resolve, reject });
      signal?.addEventListener(
        'abort',
        () => {
          if (!this.#waiting.delete(id)) return;
          this.#send({ type: 'cancelExport', id });
          reject(signal.reason);
        },
        { once: true },
      );
      this.#send(request);
    });
  }

  reset(): void {
    this.#photo = null;
    this.#send({ type: 'reset' });
  }

  #send(request: Request): void {
    this.#port?.postMessage(request);
  }

  #hangUp(): void {
    this.#port?.close();
    this.#port = undefined;
  }

  /** Hands the frame its end of a new channel, if it is of the expected origin, and all that was set so far. */
  #greet(frame: HTMLIFrameElement, origin: string): void {
    this.#hangUp();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => this.#hear(data as Report);
    this.#port = port1;
    const hello: Hello = { type: 'toonroom-hello', version: protocolVersion };
    frame.contentWindow?.postMessage(hello, origin, [port2]);
    for (const [name, ask] of Object.entries(requestFor)) {
      const value = this.getAttribute(name);
      if (value !== null) this.#send(ask(value));
    }
    this.#send({ type: 'setOutput', ...this.#output });
    if (this.#photo) this.#send({ type: 'setPhoto', photo: this.#photo });
    for (const { request } of this.#waiting.values()) this.#send(request);
  }

  #hear({ type, ...detail }: Report): void {
    const id = 'id' in detail ? detail.id : null;
    if (id === null) {
      this.#tell(type, 'code' in detail ? errorOf(detail.code) : detail);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if ('blob' in detail) waiting?.resolve(detail.blob);
    else if ('code' in detail) waiting?.reject(errorOf(detail.code));
  }

  #tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

if (!customElements.get('toonroom-editor')) customElements.define('toonroom-editor', EditorElement);
