import { expect, test } from 'vitest';
import type { FaceSummary } from '#sdk/index.ts';
import { gentlerFaces } from './gentle.ts';

const faceAt = (faceId: number, gentleShare: number): FaceSummary => ({
  faceId,
  box: { x: 0, y: 0, width: 80, height: 80 },
  reliability: 1,
  drawnAs: 'face',
  fidelity: { likeness: 0.8, skinDeltaE: 9, skinLightening: 0, gentleShare },
});
const recipe = { styleId: '3d', strength: 0.9, exaggeration: 1 };

test('only who strays is drawn more gently, and keeps what else was asked for', () => {
  const faces = [faceAt(0, 1), faceAt(1, 0.801), faceAt(2, 0.5)];
  const own = { 0: { drawn: false }, 2: { styleId: 'anime' } };
  expect(gentlerFaces({ faces, recipe }, own)).toEqual({
    0: { drawn: false },
    1: { strength: 0.72 },
    2: { styleId: 'anime', strength: 0.45 },
  });
});

test('a face that was not measured stays as it is', () => {
  const { fidelity: _, ...unmeasured } = faceAt(0, 0.5);
  expect(gentlerFaces({ faces: [unmeasured], recipe }, {})).toEqual({});
});
