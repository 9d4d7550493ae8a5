import type { Stage } from '#sdk/index.ts';

/** Every stage, in the order in which a job meets them. */
export const stages: readonly Stage[] = [
  'download',
  'prepare',
  'decode',
  'detect',
  'landmarks',
  'scene',
  'face',
  'compose',
  'encode',
];
