/** What of a picture's style can be taken over by itself. */
export const readingGroups = ['line', 'tones', 'palette', 'hair', 'eyes', 'finish'] as const;
export type ReadingGroup = (typeof readingGroups)[number];
