export { EngineError, type ErrorCode } from '#domain/job/errors.ts';
export { createCartoonizer } from './createCartoonizer.ts';
export { type CallName, callNames, engineCalls } from '#engine/calls.ts';
export type {
  CallOptions,
  Cartoonizer,
  CartoonizerOptions,
  PlainCalls,
  RenderOptions,
  ThumbnailsOrder,
} from './types.ts';
export type {
  BackdropLook,
  Background,
  BackendChoice,
  BackendId,
  BackendPreference,
  BackendReason,
  CloseUp,
  Colours,
  DisplacementGrid,
  EngineEvent,
  Box,
  FaceFidelity,
  FaceRecipe,
  FaceSummary,
  HeadSquare,
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
