import { takeInChosen } from './intake.ts';
import { warmUp } from '../photo/engine.ts';

let input: HTMLInputElement | null = null;

/** Connects the page's file field, which the button, the shortcut and the menu all open. */
export function attachFilePicker(element: HTMLInputElement | null): void {
  input = element;
}

/** Whether a whole folder can be chosen here. */
export const canPickFolder = (): boolean => 'webkitdirectory' in HTMLInputElement.prototype;

/** Opens the browser's dialog for photos and meanwhile starts fetching what a drawing needs. */
export function pickPhoto(): void {
  openDialog(false);
}

/** The same for a whole folder. */
export function pickFolder(): void {
  openDialog(true);
}

function openDialog(isFolder: boolean): void {
  void warmUp();
  if (!input) return;
  input.webkitdirectory = isFolder;
  input.click();
}

/** Takes in what was chosen and empties the field, so that the same files can be chosen again. */
export function acceptPicked(element: HTMLInputElement): void {
  const files = Array.from(element.files ?? []);
  if (files.length > 0) void takeInChosen(files);
  element.value = '';
  element.webkitdirectory = false;
}
