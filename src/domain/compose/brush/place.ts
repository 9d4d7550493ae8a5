import { type Affine, composeAffine, scaleAffine } from '../../picture/geometry.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Where strokes lie on a picture of the photo that is `output` px large. `photo` is the size of the picture that is
 * drawn; where that is an edited one, `fromFile` tells the file's own size and where its px are in the edited picture.
 */
export function outputFromStrokes(
  photo: Size,
  output: Size,
  fromFile?: { readonly size: Size; readonly photoFromFile: Affine<'stored', 'photo'> },
): Affine<'stroke', 'output'> {
  const file = fromFile?.size ?? photo;
  const side = Math.max(file.width, file.height);
  const fileFromStroke = scaleAffine<'stroke', 'stored'>(side, side);
  const photoFromFile = fromFile?.photoFromFile ?? scaleAffine<'stored', 'photo'>(1, 1);
  const outputFromPhoto = scaleAffine<'photo', 'output'>(
    output.width / photo.width,
    output.height / photo.height,
  );
  return composeAffine(outputFromPhoto, composeAffine(photoFromFile, fileFromStroke));
}
