/** The handles of a face over the picture. */
export function FaceOverlay() {
  return null;
}
