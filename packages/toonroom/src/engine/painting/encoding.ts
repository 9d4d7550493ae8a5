import { cropSize } from '#domain/face/align.ts';
import { drawForm } from '#domain/face/form.ts';
import { scaleAffine } from '#domain/picture/geometry.ts';
import { type HeadLayers, keepLayers, type Layers } from '#domain/compose/layers.ts';
import type { Raster } from '#domain/picture/raster.ts';
import { warpAffine } from '#domain/picture/resample.ts';
import {
  meanTensor,
  mirrorTensor,
  packPhoto,
  type Tensor,
  zeroTensor,
} from '#domain/picture/tensor.ts';
import { type AlignedFace, cutFace } from '../faces/faces.ts';
import type { Model } from '../runtime/model.ts';
import { fitWithin } from '../pixels/photoPixels.ts';

/** What the encoder tells of a picture, whatever style it is drawn in. */
export interface Encoding {
  readonly layers: Layers;
  /** [1,P] f32. */
  readonly palette: Tensor;
}

/** Of an aligned, unwarped head. */
export type HeadEncoding = Encoding & HeadLayers;

/**
 * How often the encoder looks at a picture: `twice` is at its mirror image, too, since the mean of the layers errs less
 * than either; `once` takes half the time.
 */
export type Looks = 'once' | 'twice';

/** Side of a head, and longest side of a whole photo, in the picture that the encoder sees. */
const viewSidePx = cropSize / 2;
/** The encoder takes sides that are multiples of this. */
const stepPx = 32;

/** The layers and the palette of a head as the photo shows it. */
export async function encodeHead(
  model: Model,
  bitmap: ImageBitmap,
  { cropFromPhoto, landmarks }: AlignedFace,
  looks: Looks = 'twice',
): Promise<HeadEncoding> {
  const crop = cutFace(bitmap, { cropFromPhoto }, [], viewSidePx);
  const form = drawForm(landmarks, viewSidePx);
  return {
    ...(await encode(model, packPhoto(crop), formTensor(form, viewSidePx), looks)),
    cropFromPhoto,
  };
}

/** The layers and the palette of a whole photo. */
export async function encodeScene(
  model: Model,
  photo: Raster,
  looks: Looks = 'twice',
): Promise<Encoding> {
  const wanted = fitWithin(photo, viewSidePx);
  const whole = (side: number): number => Math.max(1, Math.round(side / stepPx)) * stepPx;
  const [width, height] = [whole(wanted.width), whole(wanted.height)];
  const map = scaleAffine<'crop', 'photo'>(photo.width / width, photo.height / height);
  const view = packPhoto(warpAffine(photo, map, width, height));
  return await encode(model, view, noForm(model, width, height), looks);
}

async function encode(model: Model, view: Tensor, form: Tensor, looks: Looks): Promise<Encoding> {
  const seen = looks === 'once' ? await see(model, view) : await seeTwice(model, view);
  const { layers, palette } = await model.palette.run({ view, seen, form }, ['layers', 'palette']);
  return { layers: keepLayers(layers), palette };
}

async function see({ encoder }: Model, view: Tensor): Promise<Tensor> {
  const { seen } = await encoder.run({ view }, ['seen']);
  return seen;
}

async function seeTwice(model: Model, view: Tensor): Promise<Tensor> {
  const seen = await see(model, view);
  return meanTensor(seen, mirrorTensor(await see(model, mirrorTensor(view))));
}

/** [1,C,side,side] f32. */
export function formTensor(form: Float32Array<ArrayBuffer>, side: number): Tensor {
  return { data: form, dims: [1, form.length / side ** 2, side, side] };
}

/** The form of a picture without a face. */
export function noForm({ tensors }: Model, width: number, height: number): Tensor {
  return zeroTensor([1, tensors.form.length, height, width]);
}
