export { EngineError, type EngineErrorShape, type ErrorCode } from '#domain/job/errors.ts';
export type { PictureSize } from '#domain/edit/fit.ts';
export type { CropArea, PhotoEdit } from '#domain/edit/photoEdit.ts';
export type { Stroke, StrokeArea, StrokeEffect, StrokePath } from '#domain/edit/strokes.ts';
export type { FaceTweaks } from '#domain/edit/tweaks.ts';
export type { ReadingGroup } from '#domain/model/readingGroups.ts';
export type { OnnxHeader, OnnxValue } from '#domain/ownModel/onnxHeader.ts';
export type {
  ColourRange,
  Layout,
  ModelFault,
  OwnModelSettings,
  Reach,
} from '#domain/ownModel/ownModel.ts';
export type { ColourScript, ReadNumber, StyleReading } from '#domain/style/reading.ts';
export { createCartoonizer } from './createCartoonizer.ts';
export { PauseSwitch } from './pauseSwitch.ts';
export { type CallName, callNames, engineCalls } from '#engine/calls.ts';
export type {
  CallOptions,
  Cartoonizer,
  CartoonizerOptions,
  PlainCalls,
  RenderOptions,
  ThumbnailsOrder,
  VideoFrameNews,
  VideoOptions,
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
  EditedPhoto,
  EngineEvent,
  FrameResult,
  Box,
  FaceFidelity,
  FaceRecipe,
  FaceSummary,
  FoundFace,
  HeadSquare,
  ImageFormat,
  Notice,
  ModelTrial,
  Output,
  OwnModel,
  OwnModelReport,
  PhotoInfo,
  Progress,
  Recipe,
  RenderResult,
  RequestCount,
  Shape,
  Stage,
  StageTimings,
  StyleEntry,
  ThumbnailOrder,
  VideoFormat,
  VideoInfo,
  VideoOrder,
  VideoResult,
} from '#engine/contract.ts';
