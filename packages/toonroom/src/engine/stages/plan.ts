import type { FaceTweaks } from '#domain/edit/tweaks.ts';
import { faceRecipe, hasOwnStrength, type Recipe } from '#domain/job/recipe.ts';
import type { ManifestStyle } from '#domain/model/styleManifest.ts';
import type { FaceSummary } from '../contract.ts';
import { type AlignedFace, type Face, type FacePlan, planFace } from '../faces/faces.ts';
import type { OpenPhoto } from '../photo/openPhoto.ts';
import type { Ready } from './artwork.ts';

export interface PlannedFace extends FacePlan {
  readonly faceId: number;
  readonly face: AlignedFace;
  readonly style: ManifestStyle;
  /** What is changed by hand. */
  readonly tweaks: FaceTweaks;
  /** What the plan was made of. */
  readonly key: string;
}

/**
 * How a face is drawn; undefined where it is only part of the scene. The brush paints it in another style, `paintedIn`,
 * but in the same shape, so that both pictures lie on each other.
 */
export function plannedFace(
  photo: OpenPhoto,
  { summary, aligned }: Face,
  style: ManifestStyle,
  recipe: Recipe,
  paintedIn = style,
): PlannedFace | undefined {
  if (!aligned) return undefined;
  const { faceId, reliability } = summary;
  // A model of the user's own that draws the whole picture draws its heads with it.
  const isInScene =
    style.ownReach === 'picture' && style.id === recipe.styleId && paintedIn === style;
  if (isInScene && !hasOwnStrength(recipe, faceId)) return undefined;
  const asked = faceRecipe(recipe, faceId);
  const amount = style.ownReach ? 0 : asked.exaggeration * reliability;
  const tweaks = style.ownReach ? {} : (asked.tweaks ?? {});
  const shapeKey = `${faceId} ${style.id} ${amount} ${JSON.stringify(tweaks)}`;
  const plan =
    photo.plans.get(shapeKey) ?? planFace(aligned, style.proportions, amount, tweaks, reliability);
  photo.plans.set(shapeKey, plan);
  const key = paintedIn === style ? shapeKey : `${shapeKey} in ${paintedIn.id}`;
  return { ...plan, faceId, face: aligned, style: paintedIn, tweaks, key };
}

/** What a drawn face's summary tells of its plan. */
export function plannedShape({
  warp,
  untweaked,
  style,
}: Pick<PlannedFace, 'warp' | 'untweaked' | 'style'>): Pick<
  FaceSummary,
  'displacement' | 'untweaked'
> {
  const { displacement } = warp;
  return style.ownReach ? { displacement } : { displacement, untweaked: untweaked.xy };
}

/** What is known of the faces before they are drawn. */
export function plannedSummaries(
  photo: OpenPhoto,
  faces: readonly Face[],
  styles: Ready['styles'],
  recipe: Recipe,
): readonly FaceSummary[] {
  return faces.map((face) => {
    const { styleId } = faceRecipe(recipe, face.summary.faceId);
    const plan = plannedFace(photo, face, styles.get(styleId)!, recipe);
    return plan ? { ...face.summary, ...plannedShape(plan) } : face.summary;
  });
}
