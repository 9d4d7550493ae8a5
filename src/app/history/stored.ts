import { validateRecipe } from '#domain/job/validateRecipe.ts';
import type { Drawing } from '../shared/state/photoSlice.ts';
import { fieldsOf, numberIn, textOf } from '../shared/storedFields.ts';

/** Changes whenever what is stored means something else; older visits are then erased. */
export const visitVersion = 1;

/** One result of a visit, as it is stored. */
export interface StoredResult {
  readonly version: typeof visitVersion;
  readonly id: number;
  /** Names the stored photo. */
  readonly sourceId: number;
  readonly fileName: string;
  readonly drawing: Omit<Drawing, 'bitmapId'>;
  /** The drawing at preview size. */
  readonly picture: Blob;
  readonly thumbnail: Blob;
  /** The user's own picture behind the people, where there is one. */
  readonly backdrop?: Blob | undefined;
  /** ms since 1970; the newest was shown last. */
  readonly shownAt: number;
}

const anyCount = { min: 0, max: Number.MAX_SAFE_INTEGER } as const;

/** `value` as a stored result; undefined where it is none of this version. */
export function parseResult(value: unknown): StoredResult | undefined {
  const fields = fieldsOf(value);
  const id = numberIn(anyCount, fields.get('id'));
  const sourceId = numberIn(anyCount, fields.get('sourceId'));
  const shownAt = numberIn(anyCount, fields.get('shownAt'));
  const fileName = textOf(fields.get('fileName'));
  const [picture, thumbnail] = [fields.get('picture'), fields.get('thumbnail')];
  const drawing = parseDrawing(fields.get('drawing'));
  if (fields.get('version') !== visitVersion || !drawing) return undefined;
  if (id === undefined || sourceId === undefined || shownAt === undefined) return undefined;
  if (fileName === undefined) return undefined;
  if (!(picture instanceof Blob) || !(thumbnail instanceof Blob)) return undefined;
  const backdrop = fields.get('backdrop');
  return {
    version: visitVersion,
    id,
    sourceId,
    fileName,
    drawing,
    picture,
    thumbnail,
    shownAt,
    ...(backdrop instanceof Blob && { backdrop }),
  };
}

function parseDrawing(value: unknown): StoredResult['drawing'] | undefined {
  const fields = fieldsOf(value);
  const [faces, notices] = [fields.get('faces'), fields.get('notices')];
  const timingsMs = Object.fromEntries(fieldsOf(fields.get('timingsMs')));
  if (!Array.isArray(faces) || !Array.isArray(notices)) return undefined;
  try {
    return { recipe: validateRecipe(fields.get('recipe')), faces, notices, timingsMs };
  } catch {
    return undefined;
  }
}
