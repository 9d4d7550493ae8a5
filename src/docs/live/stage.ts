import { loadText, textOf } from '#app/text/index.ts';
import { EngineError, type Progress } from '#sdk/index.ts';
import { docsLanguages, localeOf } from '../site.ts';
import { createCartoonizer } from '../toonroom.ts';
import { words } from '../words.ts';
import type { LiveExample, Setting } from './examples.ts';
import { samplePhotos } from './samples.ts';

const language = docsLanguages.find((name) => localeOf[name] === document.documentElement.lang)!;
const locale = localeOf[language];
const text = words[language];

/** Examples share an engine and hear its progress: they run one after the other. */
let lastRun: Promise<void> = Promise.resolve();

/** Where an example of the page runs and shows what it draws. */
export class Stage {
  readonly #figure: HTMLElement;
  readonly #example: LiveExample;
  readonly #run: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #file: HTMLInputElement;
  readonly #bar: HTMLProgressElement;
  readonly #status: HTMLElement;
  readonly #result: HTMLElement;
  /** Of the pictures that are shown; revoked before others are. */
  #addresses: string[] = [];
  #running = new AbortController();

  constructor(figure: HTMLElement, example: LiveExample) {
    const part = (name: string): HTMLElement => figure.querySelector(`[data-part="${name}"]`)!;
    this.#figure = figure;
    this.#example = example;
    this.#run = part('run') as HTMLButtonElement;
    this.#stop = part('stop') as HTMLButtonElement;
    this.#file = part('file') as HTMLInputElement;
    this.#bar = part('progress') as HTMLProgressElement;
    this.#status = part('status');
    this.#result = part('result');
  }

  /** Makes its buttons work. */
  open(): void {
    this.#run.addEventListener('click', () => {
      if (this.#figure.hasAttribute('data-busy')) return;
      lastRun = this.#play(lastRun);
    });
    this.#stop.addEventListener('click', () => this.#running.abort());
    const fileName = this.#file.previousElementSibling!;
    this.#file.addEventListener('change', () => {
      fileName.textContent = this.#file.files?.[0]?.name ?? text.chooseOwn;
    });
    this.#run.disabled = false;
    this.#file.disabled = false;
  }

  /** Runs the example after the one before it. Never rejects. */
  async #play(before: Promise<void>): Promise<void> {
    this.#running = new AbortController();
    this.#clear();
    this.#setBusy(true);
    let unlisten = (): void => undefined;
    try {
      await Promise.all([before, loadText(locale)]);
      const start = performance.now();
      unlisten = createCartoonizer().onEvent((event) => {
        if (event.type === 'progress') this.#showProgress(event.progress);
      });
      await this.#example.run(this.#setting(this.#running.signal));
      this.#status.textContent = text.done(((performance.now() - start) / 1000).toFixed(1));
    } catch (error) {
      this.#result.querySelectorAll('canvas').forEach((canvas) => canvas.remove());
      this.#status.textContent = sentenceOf(error);
    } finally {
      unlisten();
      this.#setBusy(false);
    }
  }

  #setting(signal: AbortSignal): Setting {
    const { samples } = this.#example;
    const own = this.#file.files?.[0];
    return {
      photos: async () => (own ? [own] : await samplePhotos(samples)),
      signal,
      show: (picture) => this.#show(picture),
      canvas: () => this.#addCanvas(),
      tell: (sentence) => {
        const line = document.createElement('p');
        line.textContent = sentence;
        this.#result.append(line);
      },
      progress: (share) => {
        this.#bar.value = share;
      },
    };
  }

  #show(picture: Blob): void {
    const address = URL.createObjectURL(picture);
    const count = this.#addresses.push(address);
    const image = document.createElement('img');
    image.src = address;
    image.alt = count === 1 ? text.result : text.numberedResult(String(count));
    this.#result.append(image);
  }

  #addCanvas(): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', text.result);
    this.#result.append(canvas);
    return canvas;
  }

  #showProgress({ stage, fraction }: Progress): void {
    this.#bar.value = fraction;
    this.#status.textContent = textOf(locale).stageNames[stage];
  }

  #clear(): void {
    this.#addresses.forEach((address) => URL.revokeObjectURL(address));
    this.#addresses = [];
    this.#result.replaceChildren();
    this.#bar.removeAttribute('value');
    this.#status.textContent = text.starting;
  }

  #setBusy(isBusy: boolean): void {
    // A disabled button would lose the focus, a hidden one too.
    this.#run.setAttribute('aria-disabled', String(isBusy));
    if (document.activeElement === this.#stop) this.#run.focus();
    this.#stop.hidden = !isBusy || !this.#example.canStop;
    this.#bar.hidden = !isBusy;
    this.#figure.toggleAttribute('data-busy', isBusy);
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'AbortError') return text.stopped;
  if (!(error instanceof EngineError)) return text.failed;
  const { what, next } = textOf(locale).problems[error.code];
  return `${error.code}: ${what} ${next}`;
}
