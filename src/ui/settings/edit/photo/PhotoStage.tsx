/** The photo as it is edited before it is drawn, in the place of the picture. */
export function PhotoStage() {
  return null;
}
