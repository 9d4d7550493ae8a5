import { styleKind } from '#domain/style/styleCode.ts';
import type { Result } from '../shared/state/historySlice.ts';

/** Of each photo and kind of style there is one result, which follows its settings. */
type ResultKey = Pick<Result, 'photo' | 'drawing'>;

/** As many are listed, and as many bytes are held for them. */
export interface ResultLimits {
  readonly count: number;
  readonly bytes: number;
}

export function findResult(results: readonly Result[], { photo, drawing }: ResultKey) {
  return results.find(
    (other) =>
      other.photo.sourceId === photo.sourceId &&
      styleKind(other.drawing.recipe.styleId) === styleKind(drawing.recipe.styleId),
  );
}

/** The list with a result in its place, or at the end where it is new. */
export function withResult(results: readonly Result[], result: Result): readonly Result[] {
  return results.some(({ id }) => id === result.id)
    ? results.map((other) => (other.id === result.id ? result : other))
    : [...results, result];
}

/** What stays of a list within the limits: the oldest go first, those that are `inUse` not at all. */
export function withinLimits(
  results: readonly Result[],
  { count, bytes }: ResultLimits,
  inUse: (result: Result) => boolean,
): readonly Result[] {
  if (results.length <= count && bytesOf(results) <= bytes) return results;
  const oldest = results.find((result) => !inUse(result));
  if (!oldest) return results;
  const others = results.filter((result) => result !== oldest);
  return withinLimits(others, { count, bytes }, inUse);
}

/** A photo is held once, however many results it has. */
function bytesOf(results: readonly Result[]): number {
  const photos = new Map(results.map(({ photo }) => [photo.sourceId, photo.sizeBytes]));
  const pictures = results.map(({ pictureBytes }) => pictureBytes);
  return [...photos.values(), ...pictures].reduce((total, bytes) => total + bytes, 0);
}
