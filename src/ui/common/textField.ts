/** Elements in which words are written: their keys, undo among them, and what is pasted are the browser's. */
export const textFields =
  'textarea, [contenteditable="true"], input:not([type="range"], [type="radio"], [type="checkbox"], [type="file"])';

export const isTextField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches(textFields);
