import type { RequestCount } from '#domain/job/requests.ts';
import type { KeptGroup } from '#pwa/messages.ts';

/** Bytes of what the engine keeps. */
export interface NetworkBytes {
  readonly styles: number;
  readonly faces: number;
}

/** What of the app and its data lies on this device. */
export interface Kept {
  readonly groups: readonly KeptGroup[];
  readonly networks: NetworkBytes;
  readonly hasSettings: boolean;
  /** Bytes of the photos and drawings of open tabs; null where there are none. */
  readonly visitBytes: number | null;
  /** Bytes of a batch's photos and drawings; null where there is no batch. */
  readonly batchBytes: number | null;
  /** Bytes of the gallery's drawings; null where there are none. */
  readonly galleryBytes: number | null;
  /** Bytes of the user's own styles and models; null where there are none. */
  readonly ownStyleBytes: number | null;
  /** Whether the browser has promised not to clear it by itself; null where it cannot promise. */
  readonly isPersistent: boolean | null;
}

export interface OfflineSlice {
  /** `none`: this browser, or this address, has no service workers. */
  readonly support: 'none' | 'installing' | 'ready';
  /** Whether a newer version waits for a reload. */
  readonly hasUpdate: boolean;
  readonly isOnline: boolean;
  readonly isPanelOpen: boolean;
  /** Null until somebody looks. */
  readonly kept: Kept | null;
  readonly requests: RequestCount | null;
  readonly saving:
    | { readonly status: 'idle' }
    | { readonly status: 'running'; readonly fraction: number }
    | { readonly status: 'done' }
    | { readonly status: 'failed' };
}

export const initialOffline: OfflineSlice = {
  support: 'none',
  hasUpdate: false,
  isOnline: true,
  isPanelOpen: false,
  requests: null,
  kept: null,
  saving: { status: 'idle' },
};

/** Everything that drawing needs without a network; `gpu`: on the graphics processor. */
export function neededGroups(gpu: boolean) {
  return ['app', gpu ? 'gpuEngine' : 'engine', 'faces', 'samples'] as const;
}

/** Whether all that drawing needs is kept. */
export function worksOffline({ groups, networks }: Kept, gpu: boolean): boolean {
  const needed: readonly string[] = neededGroups(gpu);
  return (
    networks.styles > 0 &&
    networks.faces > 0 &&
    groups
      .filter(({ group }) => group !== 'samples' && needed.includes(group))
      .every(({ bytes, keptBytes }) => keptBytes === bytes)
  );
}

/** What can be forgotten by itself. */
export type KeptItem =
  | 'app'
  | 'engines'
  | 'faces'
  | 'samples'
  | 'styles'
  | 'visit'
  | 'batch'
  | 'gallery'
  | 'ownStyles'
  | 'settings';
