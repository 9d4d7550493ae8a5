export { createCartoonizer } from './createCartoonizer.ts';
export type { CallOptions, Cartoonizer, CartoonizerOptions } from './types.ts';
export type {
  BackendChoice,
  BackendId,
  BackendPreference,
  BackendReason,
  EngineEvent,
  FaceSummary,
  Notice,
  Output,
  PhotoFormat,
  PhotoInfo,
  Progress,
  Recipe,
  RenderResult,
  Stage,
  StageTimings,
  StyleEntry,
} from '#engine/contract.ts';
