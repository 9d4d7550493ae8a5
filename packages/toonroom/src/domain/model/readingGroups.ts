export const readingGroups = [
  /** Outlines and inner lines. */
  'line',
  /** Light and shade. */
  'tones',
  /** How colourful it is. */
  'palette',
  /** How hair is drawn. */
  'hair',
  /** Size and look of the eyes. */
  'eyes',
  /** Pencil, brush, paper, dots. */
  'finish',
] as const;
/** What of a picture's style can be taken over by itself. */
export type ReadingGroup = (typeof readingGroups)[number];
