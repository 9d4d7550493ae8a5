import type { FaceLayer } from '#domain/compose/faceLayer.ts';
import type { Fidelity } from '#domain/face/fidelity.ts';
import type { Recipe } from '#domain/job/recipe.ts';
import type { ManifestStyle } from '#domain/model/styleManifest.ts';
import type { Box } from '#domain/picture/geometry.ts';
import type { Plane, Raster } from '#domain/picture/raster.ts';
import type { FaceSummary } from '../contract.ts';
import type { Face } from '../faces/faces.ts';
import type { OpenPhoto } from '../photo/openPhoto.ts';
import type { Model } from '../runtime/model.ts';
import type { OwnSession } from '../runtime/ownModels.ts';
import type { VisionTasks } from '../runtime/visionTasks.ts';

// What the stages of a drawing hand on to each other.

/** What a drawing is made with. */
export interface Ready {
  readonly model: Model;
  readonly vision: VisionTasks;
  /** The style that the scene and most faces are drawn in. */
  readonly style: ManifestStyle;
  /** Every style that the recipe asks for, by id. */
  readonly styles: ReadonlyMap<string, ManifestStyle>;
  /** The user's own models among them, by id. */
  readonly ownModels: ReadonlyMap<string, OwnSession>;
}

/** A picture's size, px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A head to lay over the scene. */
export interface DrawnLayer extends FaceLayer {
  readonly faceId: number;
  readonly style: ManifestStyle;
  /** What is known of its shape, for its summary. */
  readonly shape: Pick<FaceSummary, 'displacement' | 'untweaked'>;
  /** How true it is to the photo, where that was measured. */
  readonly fidelity: Fidelity | undefined;
}

/** The scene and the heads of a picture, painted for one size of output. */
export interface Paintings {
  readonly scene: Raster;
  readonly layers: readonly DrawnLayer[];
}

/** Another style to paint a picture in, for the brush. */
export interface OtherStyle {
  readonly styleId: string;
  /** Whether it is seen anywhere in a box of the painting, px; the rest of a large picture is not painted. */
  readonly isSeen: (box: Box) => boolean;
}

/** Everything a picture is composed of, and what it was made with. */
export interface Artwork extends Paintings {
  readonly photo: OpenPhoto;
  readonly recipe: Recipe;
  readonly ready: Ready;
  readonly faces: readonly Face[];
  /** Of the picture that it was painted for. */
  readonly size: Size;
  /** Present where something else lies behind them. */
  readonly people: Plane | undefined;
  /** A picture of the user's own to put there. */
  readonly picture: Raster | undefined;
  /** Paints it in another of the recipe's styles, in the same shape; absent where nobody paints by hand. */
  readonly paintIn?: (other: OtherStyle) => Promise<Paintings>;
  /** Whether what is known of the same picture served it. */
  readonly isRecalled: boolean;
}

/** Awaited between two runs of the model; what it throws ends the work. */
export type Pace = () => Promise<void>;

/** What a job does on its way. */
export interface Hooks {
  readonly pace: Pace;
  /** Is given the faces once they are found, each with the field that its head will be warped by. */
  readonly onFaces?: (faces: readonly FaceSummary[]) => void;
  /** Is given each head that is painted anew. */
  readonly onHead?: (faceId: number, drawing: Raster) => Promise<void>;
}
