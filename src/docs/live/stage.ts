import { loadText, textOf } from '#app/text/index.ts';
import { EngineError, type Progress } from '#sdk/index.ts';
import { createCartoonizer } from '../toonroom.ts';
import { docsLanguages, localeOf } from '../site.ts';
import { words } from '../words.ts';
import type { LiveExample, Performance } from './examples.ts';
import { samplePhotos } from './samples.ts';

const language = docsLanguages.find((name) => localeOf[name] === document.documentElement.lang)!;
const locale = localeOf[language];
const text = words[language];

/** Makes an example of the page run. */
export function startStage(figure: HTMLElement, example: LiveExample): void {
  const [run, stop] = [...figure.querySelectorAll('button[data-part]')] as [
    HTMLButtonElement,
    HTMLButtonElement,
  ];
  const file = figure.querySelector<HTMLInputElement>('input[type="file"]')!;
  const bar = figure.querySelector('progress')!;
  const [fileName, progress, status, result] = ['fileName', 'progress', 'status', 'result'].map(
    (name) => figure.querySelector<HTMLElement>(`[data-part="${name}"]`)!,
  ) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  let running = new AbortController();
  let addresses: string[] = [];

  const performance_: Performance = {
    photos: async () => (file.files?.[0] ? [file.files[0]] : await samplePhotos(example.samples)),
    signal: running.signal,
    show(picture) {
      const address = URL.createObjectURL(picture);
      addresses.push(address);
      const image = document.createElement('img');
      image.src = address;
      image.alt =
        addresses.length === 1 ? text.result : text.numberedResult(String(addresses.length));
      result.append(image);
    },
    canvas() {
      const canvas = document.createElement('canvas');
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', text.result);
      result.append(canvas);
      return canvas;
    },
    tell(sentence) {
      const line = document.createElement('p');
      line.textContent = sentence;
      result.append(line);
    },
    progress(share) {
      bar.value = share;
    },
  };

  async function play(): Promise<void> {
    running = new AbortController();
    clear();
    setBusy(true);
    const start = performance.now();
    const cartoonizer = createCartoonizer();
    let unlisten = (): void => undefined;
    try {
      await loadText(locale);
      unlisten = cartoonizer.onEvent((event) => {
        if (event.type === 'progress') showProgress(event.progress);
      });
      await example.run({ ...performance_, signal: running.signal });
      status.textContent = text.done(((performance.now() - start) / 1000).toFixed(1));
    } catch (error) {
      result.querySelectorAll('canvas').forEach((canvas) => canvas.remove());
      status.textContent = sentenceOf(error);
    } finally {
      unlisten();
      setBusy(false);
    }
  }

  function showProgress({ stage, fraction }: Progress): void {
    bar.value = fraction;
    status.textContent = textOf(locale).stageNames[stage];
  }

  function clear(): void {
    addresses.forEach((address) => URL.revokeObjectURL(address));
    addresses = [];
    result.replaceChildren();
    bar.removeAttribute('value');
    status.textContent = text.starting;
  }

  function setBusy(isBusy: boolean): void {
    // A disabled button would lose the focus.
    run.setAttribute('aria-disabled', String(isBusy));
    if (document.activeElement === stop) run.focus();
    stop.hidden = !isBusy || !example.canStop;
    progress.hidden = !isBusy;
    figure.toggleAttribute('data-busy', isBusy);
  }

  run.addEventListener('click', () => {
    if (!figure.hasAttribute('data-busy')) void play();
  });
  stop.addEventListener('click', () => running.abort());
  file.addEventListener('change', () => {
    fileName.textContent = file.files?.[0]?.name ?? text.chooseOwn;
  });
  run.disabled = false;
  file.disabled = false;
}

function sentenceOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'AbortError') return text.stopped;
  if (!(error instanceof EngineError)) return text.failed;
  const { what, next } = textOf(locale).problems[error.code];
  return `${error.code}: ${what} ${next}`;
}
