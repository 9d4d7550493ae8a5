import { type PhotoEdit, noPhotoEdit } from '../../edit/photoEdit.ts';
import { editedFromSource, editedSize, type Size } from '../../edit/photoGeometry.ts';
import { type Affine, composeAffine, scaleAffine } from '../../picture/geometry.ts';

/**
 * Where strokes lie on a picture that is `output` px large. `file` is the size of the file's picture, whose long side
 * is the strokes' unit; the output shows it as `edit` makes it.
 */
export function outputFromStrokes(
  file: Size,
  output: Size,
  edit: PhotoEdit = noPhotoEdit,
): Affine<'stroke', 'output'> {
  const side = Math.max(file.width, file.height);
  const edited = editedSize(edit, file);
  const fileFromStroke = scaleAffine<'stroke', 'photo'>(side, side);
  const outputFromEdited = scaleAffine<'output', 'output'>(
    output.width / edited.width,
    output.height / edited.height,
  );
  const editedFromFile = editedFromSource(edit, file);
  return composeAffine(outputFromEdited, composeAffine(editedFromFile, fileFromStroke));
}
