import { roundPoints, type PairRecord, type Verdict } from '#domain/pair/pairFile.ts';
import type { Raster } from '#domain/picture/raster.ts';
import { isAlignment, type Side } from '../align/alignment.ts';
import { decodePicture, encodePng, thumbnailOf } from '../pictures/png.ts';
import { alignFully } from '../table/aligning.ts';
import { clearTable, putPair, putPicture } from '../table/pictures.ts';
import { getStudio, patchStudio } from '../table/store.ts';
import { ensureRoom, erase, keepPair, markDeleted, NoRoom, readFiles, readSet } from './keep.ts';
import type { KeptPicture, PairFacts, PairFiles } from './pairs.ts';

// The set of pairs. Every action here answers by changing the store and never rejects.

const thumbnailPx = 112;

/** Lists what is kept. */
export async function readList(): Promise<void> {
  try {
    patchStudio({ pairs: await readSet() });
  } catch {
    // Where storage is refused, nothing is kept; the first pair tells so.
    patchStudio({ pairs: [] });
  }
}

export function setComment(comment: string): void {
  patchStudio({ comment, isChanged: true });
}

/** Keeps the pair on the table with a verdict. Whether it is kept. */
export async function decide(verdict: Verdict): Promise<boolean> {
  const { photo, cartoon, points, comment, isKeeping } = getStudio();
  if (!photo || !cartoon || !points || isKeeping) return false;
  const exact = { photo: roundPoints(points.photo), cartoon: roundPoints(points.cartoon) };
  patchStudio({ isKeeping: true, problem: null, note: null, points: exact });
  try {
    // A failure has been told of by then.
    const outcome = (await alignFully().catch(() => null))?.outcome;
    if (!outcome) return false;
    const isSound = isAlignment(outcome) && outcome.quality.folds.length === 0;
    if (verdict === 'accepted' && !isSound) return false;
    const shown = isAlignment(outcome) ? outcome.aligned : cartoon.raster;
    const facts: PairFacts = {
      id: getStudio().id ?? crypto.randomUUID(),
      name: photo.name,
      verdict,
      comment: comment.trim(),
      savedAt: savedAtOf(getStudio().id) ?? Date.now(),
      photo: keptPicture(photo.raster, exact.photo),
      cartoon: keptPicture(cartoon.raster, exact.cartoon),
      isAligned: isSound,
      thumbnail: await thumbnailOf(shown, thumbnailPx),
    };
    const files: PairFiles = {
      photo: await pngOf(photo.raster),
      cartoon: await pngOf(cartoon.raster),
      aligned: isSound ? await encodePng(outcome.aligned) : null,
    };
    await ensureRoom(files.photo.size + files.cartoon.size + (files.aligned?.size ?? 0));
    await keepPair(facts, files);
    list(facts);
    const now = getStudio();
    // Another pair may have come onto the table meanwhile.
    if (now.photo === photo && now.cartoon === cartoon) {
      const isChanged = now.points !== exact || now.comment !== comment;
      patchStudio({ id: facts.id, verdict, isChanged });
    }
    patchStudio({ note: { kind: 'kept', verdict, name: facts.name } });
    return true;
  } catch (error) {
    patchStudio({ problem: { kind: error instanceof NoRoom ? 'noRoom' : 'notKept' } });
    return false;
  } finally {
    patchStudio({ isKeeping: false });
  }
}

/** A pair that is kept again stays in its place. */
function savedAtOf(id: string | null): number | undefined {
  return getStudio().pairs?.find((pair) => pair.id === id)?.savedAt;
}

function keptPicture(
  { width, height }: Omit<KeptPicture, 'points'>,
  points: KeptPicture['points'],
): KeptPicture {
  return { width, height, points };
}

/** A picture is written once, however often its pair is kept. */
const pngs = new WeakMap<Raster, Promise<Blob>>();

function pngOf(raster: Raster): Promise<Blob> {
  const known = pngs.get(raster) ?? encodePng(raster);
  pngs.set(raster, known);
  return known;
}

/** Lists kept pairs, in place of those of the same ids. */
export function list(...kept: readonly PairFacts[]): void {
  const pairs = new Map(getStudio().pairs?.map((pair) => [pair.id, pair]));
  for (const facts of kept) pairs.set(facts.id, facts);
  patchStudio({ pairs: [...pairs.values()] });
}

/** Keeps what a person has done to the pair on the table. Whether the table may be cleared. */
async function keepChanges(): Promise<boolean> {
  const { isChanged, points, verdict } = getStudio();
  if (!isChanged || !points) return true;
  // An accepted pair whose points have folded it since is open again.
  return (await decide(verdict)) || (verdict === 'accepted' && (await decide('open')));
}

/** Opens a file as the photo or the cartoon; what was done by hand to the pair before is kept. */
export async function chooseFile(side: Side, file: File): Promise<void> {
  if (await keepChanges()) await putPicture(side, file);
}

/** Clears the table for the next pair. */
export async function startPair(): Promise<void> {
  if (await keepChanges()) clearTable();
}

/** Puts a kept pair on the table. */
export async function openPair(facts: PairFacts): Promise<void> {
  if (facts.id === getStudio().id && !getStudio().isChanged) return;
  if (!(await keepChanges())) return;
  const { id, name, verdict, comment } = facts;
  try {
    const files = await readFiles(id);
    if (!files) throw new RangeError(`the pictures of ${id} are gone`);
    const [photo, cartoon] = await Promise.all([
      decodePicture(files.photo),
      decodePicture(files.cartoon),
    ]);
    putPair(
      { photo: openOf(name, photo), cartoon: openOf(name, cartoon) },
      { photo: facts.photo.points, cartoon: facts.cartoon.points },
    );
    patchStudio({ id, verdict, comment });
  } catch {
    patchStudio({ problem: { kind: 'gone' } });
  }
}

function openOf(name: string, raster: Raster) {
  return { name, raster, fileWidth: raster.width, fileHeight: raster.height };
}

/** Deletes a kept pair; it can be brought back until another one is deleted. */
export async function deletePair(facts: PairFacts): Promise<void> {
  const { lastDeleted } = getStudio();
  try {
    await markDeleted(facts, true);
    if (lastDeleted) await erase([lastDeleted.id]);
    const pairs = (getStudio().pairs ?? []).filter(({ id }) => id !== facts.id);
    patchStudio({ pairs, lastDeleted: facts, note: null });
    // What lies on the table can be kept anew, but is not unless somebody asks for it.
    if (getStudio().id === facts.id) patchStudio({ id: null, isChanged: false });
  } catch {
    patchStudio({ problem: { kind: 'notKept' } });
  }
}

/** Brings the pair back that was deleted last. */
export async function bringBack(): Promise<void> {
  const { lastDeleted, pairs } = getStudio();
  if (!lastDeleted) return;
  try {
    await markDeleted(lastDeleted, false);
    const all = [...(pairs ?? []), lastDeleted].toSorted((a, b) => a.savedAt - b.savedAt);
    patchStudio({ pairs: all, lastDeleted: null });
  } catch {
    patchStudio({ problem: { kind: 'notKept' } });
  }
}

/** Keeps a pair of an archive, without listing it. Rejects with {@link NoRoom}, or where storage is refused. */
export async function takeOver(record: PairRecord, files: PairFiles): Promise<PairFacts> {
  const { id, name, verdict, comment, photo, cartoon, aligned } = record;
  const facts: PairFacts = {
    id,
    name,
    verdict,
    comment,
    savedAt: Date.now(),
    photo: keptPicture(photo, photo.points),
    cartoon: keptPicture(cartoon, cartoon.points),
    isAligned: aligned !== null,
    thumbnail: await decodePicture(files.aligned ?? files.cartoon)
      .then((raster) => thumbnailOf(raster, thumbnailPx))
      .catch(() => null),
  };
  await keepPair(facts, files);
  return facts;
}
