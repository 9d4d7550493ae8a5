import { blurredBackdrop } from '#domain/compose/backdrop.ts';
import {
  type Backdrop,
  type Composition,
  prepareComposition,
} from '#domain/compose/composition.ts';
import { foregroundColours } from '#domain/compose/foreground.ts';
import { defaultBlur } from '#domain/job/recipe.ts';
import type { Plane, Raster } from '#domain/picture/raster.ts';
import { downscale } from '#domain/picture/resample.ts';
import type { Artwork } from './artwork.ts';

/** The people's colours in a picture: the same for every background, colour and strength. */
const peoplesColours = new WeakMap<Raster, Raster>();

function keptColours(picture: Raster, people: Plane): Raster {
  const known = peoplesColours.get(picture) ?? foregroundColours(picture, people);
  peoplesColours.set(picture, known);
  return known;
}

/** What the recipe puts behind the people. */
function backdropOf({
  people,
  photo,
  picture,
  recipe,
  ready,
  scene,
}: Artwork): Backdrop | undefined {
  const { background = 'drawn', backdrop = {} } = recipe;
  if (!people || background === 'drawn') return undefined;
  if (background === 'photo') return { people, behind: background };
  const { width, height } = people;
  const drawing = scene.width > width ? downscale(scene, width, height) : scene;
  const edges = {
    drawing: keptColours(drawing, people),
    photo: keptColours(photo.previewRaster, people),
  };
  const { colours = ready.style.backdrop, blur = defaultBlur } = backdrop;
  switch (background) {
    case 'none':
      return { people, edges, behind: background };
    case 'blurred':
      return { people, edges, behind: blurredBackdrop(drawing, people, blur) };
    case 'picture':
      return { people, edges, behind: picture ?? { kind: 'plain', colours } };
    case 'plain':
    case 'gradient':
    case 'dots':
    case 'rays':
    case 'paper':
      return { people, edges, behind: { kind: background, colours } };
  }
}

/** What the artwork's picture is composed of. */
export function compositionOf(artwork: Artwork): Composition {
  const { photo, size, ready, scene, layers } = artwork;
  return prepareComposition({
    photoWidth: photo.bitmap.width,
    photoHeight: photo.bitmap.height,
    outputWidth: size.width,
    outputHeight: size.height,
    scene,
    faces: layers,
    texture: ready.style.texture,
    backdrop: backdropOf(artwork),
  });
}
