/** A part of a length as CSS writes it: `25%`. */
export function percent(part: number, whole: number): string {
  return `${(100 * part) / whole}%`;
}
