import type { EffectKind } from '#app/settings/edit/brush/brush.ts';

/** Strokes of 1.75 on a 24 px grid, drawn for this page. */
export const effectIcons: Readonly<Record<EffectKind | 'fill', string>> = {
  photo: 'M4 6.5h16v13H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.8v.2',
  restore: 'M4.500 20l1-4.500L16.500 4.500l3.500 3.500L9 19zM14 7l3.500 3.500',
  erase:
    'M8.500 19.500L3.800 14.800 14 4.600l5.800 5.800-9.100 9.100zM8.800 9.800l5.800 5.800M8.500 19.500h11.500',
  style: 'M5 4.5h9.5V18H5zM14.5 7.5l4.8 1.2-3 11.8L8.800 18.4',
  strength: 'M12 3.800a8.200 8.200 0 1 0 .1 0zM12 3.800v16.400M14.900 4.900v14.200M17.800 7v10',
  fill: 'M5 11.500L12 4.500l7 7-7 7zM5 11.500h14M20 16c1 1.500 1.300 2.200 1.300 2.800a1.300 1.300 0 0 1-2.600 0c0-.6.3-1.300 1.300-2.800z',
};
