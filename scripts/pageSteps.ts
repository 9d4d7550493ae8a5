/** What is asked of the page by drivers that only run its own scripts: expressions for it, as text. */

export const isDrawn = `document.querySelector('[data-state="drawn"][aria-busy="false"]') !== null`;

/** The size in this place gives way to where the file went. */
export const isSaved = String.raw`!/\d/.test(document.querySelector('#save-hint').textContent)`;

export const clickSave = `document.querySelector('.save-buttons button').click()`;

/** Chooses one of a group's options. */
export const clickOption = (group: string, value: string): string =>
  `document.querySelector('input[name="${group}"][value="${value}"]').click()`;
