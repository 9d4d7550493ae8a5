import { expect, test } from 'vitest';
import type { FaceSummary } from '#sdk/index.ts';
import { gentler } from './gentle.ts';

const faceAt = (faceId: number, gentleShare: number): FaceSummary => ({
  faceId,
  box: { x: 0, y: 0, width: 80, height: 80 },
  reliability: 1,
  drawnAs: 'face',
  fidelity: { likeness: 0.8, skinDeltaE: 9, skinLightening: 0, gentleShare },
});
const recipe = { styleId: '3d', strength: 0.9, exaggeration: 1 };

test('of several only who strays is drawn more gently, and keeps what else was asked for', () => {
  const faces = [faceAt(0, 1), faceAt(1, 0.801), faceAt(2, 0.5), faceAt(3, 0.95)];
  const own = { 0: { drawn: false }, 2: { styleId: 'anime' } };
  expect(gentler({ faces, recipe }, own)).toEqual({
    faceRecipes: {
      0: { drawn: false },
      1: { strength: 0.8 },
      2: { styleId: 'anime', strength: 0.5 },
    },
  });
});

test('a single person is drawn more gently with the whole picture', () => {
  expect(gentler({ faces: [faceAt(0, 0.7)], recipe }, {})).toEqual({ strength: 0.7 });
});

test('nothing changes where nobody strays at this strength, or nobody was measured', () => {
  const { fidelity: _, ...unmeasured } = faceAt(0, 0.5);
  expect(gentler({ faces: [faceAt(0, 0.95), unmeasured], recipe }, {})).toEqual({});
});
