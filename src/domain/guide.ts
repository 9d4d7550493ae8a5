import type { Landmarks } from './landmarks.ts';

/** [1,9,512,512] f32 unit: the key-point guide drawn from the warped landmarks. */
export declare function drawGuide(landmarks: Landmarks<'crop'>): Float32Array<ArrayBuffer>;
