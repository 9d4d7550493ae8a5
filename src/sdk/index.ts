export { createCartoonizer } from './createCartoonizer.ts';
export type { CallOptions, Cartoonizer, CartoonizerOptions, ThumbnailsOrder } from './types.ts';
export type {
  Background,
  BackendChoice,
  BackendId,
  BackendPreference,
  BackendReason,
  EngineEvent,
  Box,
  FaceFidelity,
  FaceRecipe,
  FaceSummary,
  ImageFormat,
  Notice,
  Output,
  PhotoInfo,
  Progress,
  Recipe,
  RenderResult,
  Stage,
  StageTimings,
  StyleEntry,
} from '#engine/contract.ts';
