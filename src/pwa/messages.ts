import type { FileGroup } from './fileGroups.ts';

/** How much of a group of files is kept on this device. */
export interface KeptGroup {
  readonly group: FileGroup;
  readonly bytes: number;
  readonly keptBytes: number;
}

/** What the page may ask the service worker for; answers come on the port that is sent along. */
export type Request =
  | { readonly type: 'status' }
  | { readonly type: 'keep'; readonly groups: readonly FileGroup[] }
  | { readonly type: 'forget'; readonly groups: readonly FileGroup[] }
  /** Hands over, once, what the system has shared. */
  | { readonly type: 'takeShared'; readonly id: string }
  /** Lets a waiting version take over; it has no answer. */
  | { readonly type: 'takeOver' };

/** `keep` tells how far it is before it is done. */
export type Answer =
  | { readonly type: 'progress'; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly type: 'done'; readonly groups: readonly KeptGroup[] }
  | { readonly type: 'shared'; readonly files: readonly File[] }
  | { readonly type: 'failed'; readonly detail: string };
