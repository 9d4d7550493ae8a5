/** Colours of eyes: natural ones, then three that are not. */
export const irisColours = [
  ['brown', '#6b4226'],
  ['hazel', '#8a6a3a'],
  ['green', '#5f8a4f'],
  ['grey', '#7d8b96'],
  ['blue', '#4f86c6'],
  ['amber', '#dc9a1e'],
  ['turquoise', '#25b8b0'],
  ['violet', '#8a5fd0'],
] as const;

/** Colours of hair: natural ones, then three that are not. */
export const hairColours = [
  ['black', '#1c1a1c'],
  ['brown', '#4a3122'],
  ['lightBrown', '#8a623e'],
  ['blond', '#d9b673'],
  ['red', '#9c4523'],
  ['grey', '#8f9094'],
  ['white', '#e4e1dc'],
  ['pink', '#ee7fb5'],
  ['blue', '#3f7fd8'],
  ['violet', '#8a5cc8'],
] as const;
