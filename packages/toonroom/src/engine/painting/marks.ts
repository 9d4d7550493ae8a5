import { cropSize } from '#domain/face/align.ts';
import { affineScale } from '#domain/picture/geometry.ts';
import { drawForm } from '#domain/face/form.ts';
import { viewForm } from '#domain/face/fidelity.ts';
import { drawMarks, findMarks, type Mark } from '#domain/edit/marks.ts';
import { blurPlane, planeOf, samplePlane } from '#domain/picture/plane.ts';
import type { Plane, Raster } from '#domain/picture/raster.ts';
import { smoothstep } from '#domain/picture/smoothstep.ts';
import type { ManifestStyle } from '#domain/model/styleManifest.ts';
import { type AlignedFace, cutFace, type FacePlan } from '../faces/faces.ts';
import type { Model } from '../runtime/model.ts';
import type { HeadEncoding } from './encoding.ts';

/** Enlarged more than this, a face has no marks to be seen. */
const mostEnlargement = 3;
/** Points at the nostrils and at the folds beside them, whose shadows are no marks, and how far they reach, crop px. */
const nostrilPoints = [98, 327, 2, 48, 278, 129, 358];
const nostrilPx = 15;
/** Side of the form that tells where features are. */
const formSide = 256;

/** The marks that were found in a face: the same in every style. */
const known = new WeakMap<AlignedFace['landmarks'], readonly Mark[]>();

/** A head whose photo's marks are drawn. */
interface MarkedHead {
  readonly face: AlignedFace;
  readonly encoding: HeadEncoding;
  readonly plan: FacePlan;
  readonly style: ManifestStyle;
}

/** Draws the freckles, moles and birthmarks of the photo onto a head's drawing, in the style's manner. */
export function keepMarks(
  { tensors }: Model,
  bitmap: ImageBitmap,
  { face, encoding, plan, style }: MarkedHead,
  drawing: Raster,
): void {
  const marks = known.get(face.landmarks) ?? marksOf(bitmap, face, encoding, tensors);
  known.set(face.landmarks, marks);
  const numberOf = (name: string): number => style.paint[tensors.style.indexOf(name)] ?? 0;
  const ink = Math.max(numberOf('finish.pencil'), smoothstep(0.3, 0.6, numberOf('line.bold')));
  drawMarks(drawing, marks, plan.warp.displacement, { ink });
}

function marksOf(
  bitmap: ImageBitmap,
  { cropFromPhoto, landmarks }: AlignedFace,
  { layers }: HeadEncoding,
  { form, layers: names }: Model['tensors'],
): readonly Mark[] {
  if (affineScale(cropFromPhoto) > mostEnlargement) return [];
  const crop = cutFace(bitmap, { cropFromPhoto }, []);
  const formed = viewForm(drawForm(landmarks, formSide), form, formSide);
  const area = layers.width * layers.height;
  const layer = (name: string): Plane => {
    const start = names.indexOf(name) * area;
    return planeOf(layers, (cell) => layers.data[start + cell]! / 255);
  };
  const bare = layer('face_skin');
  const covered = ['hair', 'glasses', 'beard', 'worn'].map((name) => grown(layer(name), 0.15, 2));
  const features = ['eye_zone', 'lips'].map((name) => grown(formed(name), 0.05, 5));
  const oval = formed('oval');
  const nostrils = nostrilPoints.map((point) => ({
    x: landmarks.xy[point * 2]!,
    y: landmarks.xy[point * 2 + 1]!,
  }));
  const skin = planeOf(crop, (pixel) => {
    const x = (pixel % cropSize) + 0.5;
    const y = Math.floor(pixel / cropSize) + 0.5;
    const at = (plane: Plane): number =>
      samplePlane(plane, (x * plane.width) / cropSize, (y * plane.height) / cropSize);
    if (at(bare) < 0.8 || at(oval) < 0.9) return 0;
    if ([...covered, ...features].some((plane) => at(plane) > 0.5)) return 0;
    return nostrils.some((nostril) => Math.hypot(nostril.x - x, nostril.y - y) < nostrilPx) ? 0 : 1;
  });
  return findMarks(crop, skin);
}

/** 1 wherever `plane` is more than `least` within `radius` px, about; 0 elsewhere. */
function grown(plane: Plane, least: number, radius: number): Plane {
  const some = planeOf(plane, (pixel) => (plane.data[pixel]! > least ? 1 : 0));
  const near = blurPlane(some, radius);
  return planeOf(plane, (pixel) => (near.data[pixel]! > 0.02 ? 1 : 0));
}
