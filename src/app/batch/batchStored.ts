import { shapes } from '#domain/compose/crop.ts';
import { objectOf } from '#domain/edit/fields.ts';
import { validateEdits } from '#domain/edit/validateEdits.ts';
import { type Frame, validateFrame } from '#domain/frame/frame.ts';
import { validateRecipe } from '#domain/job/validateRecipe.ts';
import { newItem } from './batchQueue.ts';
import { type BatchItem, batchStatuses, type DrawnAs } from '../shared/state/batchSlice.ts';
import type { RecipeSlice } from '../shared/state/recipeSlice.ts';
import { outputFormats } from '../shared/state/settingsSlice.ts';
import { booleanOf, fieldsOf, numberIn, oneOf, textOf } from '../shared/storedFields.ts';

// What an earlier page wrote down about its batch, validated.

/** The items of a stored list; entries that make no sense are left out. */
export function parseItems(list: unknown): readonly BatchItem[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    const fields = fieldsOf(entry);
    const id = textOf(fields.get('id'));
    const fileName = textOf(fields.get('fileName'));
    const status = oneOf(batchStatuses, fields.get('status'));
    if (id === undefined || fileName === undefined || status === undefined) return [];
    return {
      ...newItem(id, fileName),
      status,
      styleId: textOf(fields.get('styleId')) ?? null,
      drawn: parseDrawn(fields.get('drawn')),
      isSaved: booleanOf(fields.get('isSaved')) ?? false,
    };
  });
}

/** What all photos are drawn with beside the settings. */
export interface BatchLook {
  readonly applied: RecipeSlice['applied'];
  readonly frame: Frame | null;
}

/** A stored look; what makes no sense of it is left out. */
export function parseLook(value: unknown): BatchLook {
  const fields = fieldsOf(value);
  const applied = fieldsOf(fields.get('applied'));
  const name = textOf(applied.get('name'));
  const edits = orNull(() => validateEdits(objectOf('edits', applied.get('edits'))));
  return {
    applied: name !== undefined && edits ? { name, edits } : null,
    frame: orNull(() => validateFrame(fields.get('frame'))),
  };
}

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function parseDrawn(value: unknown): DrawnAs | null {
  const fields = fieldsOf(value);
  const format = oneOf([...outputFormats, 'mp4'] as const, fields.get('format'));
  const sizeBytes = numberIn({ min: 0, max: Number.MAX_SAFE_INTEGER }, fields.get('sizeBytes'));
  // Earlier versions stored neither these nor a frame: their files were whole.
  const shape = oneOf(shapes, fields.get('shape')) ?? 'whole';
  const besidePhoto = booleanOf(fields.get('besidePhoto')) ?? false;
  if (format === undefined || sizeBytes === undefined) return null;
  try {
    const recipe = validateRecipe(fields.get('recipe'));
    const stored = fields.get('frame') ?? null;
    const frame = stored === null ? null : validateFrame(stored);
    return { recipe, format, shape, besidePhoto, frame, sizeBytes };
  } catch {
    return null;
  }
}

/** What comes back of a batch. */
export interface Restored {
  readonly items: readonly BatchItem[];
  /** Names of those that do not. */
  readonly lost: readonly string[];
}

/**
 * The batch as it can go on: a finished photo stays finished where its drawing was kept, a cancelled one
 * cancelled; every other one waits. Whose photo was not kept is lost.
 */
export function restoreItems(
  stored: readonly BatchItem[],
  hasPhoto: (id: string) => boolean,
  hasDrawing: (id: string) => boolean,
): Restored {
  const items: BatchItem[] = [];
  const lost: string[] = [];
  for (const item of stored) {
    const { id, fileName, status, drawn } = item;
    if (status === 'done' && drawn && hasDrawing(id)) items.push(item);
    else if (!hasPhoto(id)) lost.push(fileName);
    else if (status === 'cancelled') items.push({ ...item, drawn: null });
    else items.push({ ...item, status: 'waiting', drawn: null, isSaved: false });
  }
  return { items, lost };
}
