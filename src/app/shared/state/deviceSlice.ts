import type { BackendChoice, StyleEntry } from '#sdk/index.ts';

export interface DeviceSlice {
  /** Empty until the manifest is known. */
  readonly styles: readonly StyleEntry[];
  /** What computes the drawings; null until a style has been prepared. */
  readonly backend: BackendChoice | null;
}

export const initialDevice: DeviceSlice = { styles: [], backend: null };
