/** Scrolls a panel that was opened into view: on a phone it appears below what is seen. For a `ref`. */
export function showWhole(panel: HTMLElement | null): void {
  panel?.scrollIntoView({ block: 'nearest' });
}
