import { takeIn } from './intake.ts';
import { warmUp } from './render.ts';

let input: HTMLInputElement | null = null;

/** Connects the page's file field, which the button, the shortcut and the menu all open. */
export function attachFilePicker(element: HTMLInputElement | null): void {
  input = element;
}

/** Opens the browser's file dialog and meanwhile starts fetching what a drawing needs. */
export function pickPhoto(): void {
  void warmUp();
  input?.click();
}

/** Takes in what was chosen and empties the field, so that the same file can be chosen again. */
export function acceptPicked(element: HTMLInputElement): void {
  const file = element.files?.[0];
  if (file) takeIn({ files: [file] });
  element.value = '';
}
