import { expect, test } from 'vitest';
import { type Kept, neededGroups, worksOffline } from './offlineSlice.ts';

const whole = (keptShare: Partial<Record<string, number>> = {}): Kept => ({
  groups: (['app', 'engine', 'gpuEngine', 'faces', 'samples'] as const).map((group) => ({
    group,
    bytes: 10,
    keptBytes: keptShare[group] ?? 10,
  })),
  networks: { styles: 3, faces: 4 },
  hasSettings: false,
  visitBytes: null,
  batchBytes: null,
  galleryBytes: null,
  ownStyleBytes: null,
  isPersistent: null,
});

test('drawing without a network needs its own engine and not the other', () => {
  expect(neededGroups(true)).not.toContain('engine');
  expect(worksOffline(whole({ gpuEngine: 0 }), false)).toBe(true);
  expect(worksOffline(whole({ gpuEngine: 0 }), true)).toBe(false);
  expect(worksOffline(whole({ engine: 9 }), false)).toBe(false);
});

test('the samples may be missing, the networks may not', () => {
  expect(worksOffline(whole({ samples: 0 }), false)).toBe(true);
  expect(worksOffline({ ...whole(), networks: { styles: 0, faces: 4 } }, false)).toBe(false);
  expect(worksOffline({ ...whole(), networks: { styles: 3, faces: 0 } }, false)).toBe(false);
});
