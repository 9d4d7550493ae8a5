/** Whether shortcuts are written with Command instead of Ctrl. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
