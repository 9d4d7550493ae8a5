import { describe, expect, it } from 'vitest';
import { planFor } from './delivery.ts';
import { filesOf } from '../shared/droppedFiles.ts';
import type { DroppedEntry } from '../shared/droppedFiles.ts';

const file = (name: string, type = ''): File => new File(['x'], name, { type });
const found = (isPicture: boolean, ...files: File[]) => files.map((file) => ({ file, isPicture }));

/** A file or folder as the File and Directory Entries API gives it, a hundred children at a time. */
function entry(
  name: string,
  children?: readonly FileSystemEntry[],
  isReadable = true,
): FileSystemEntry {
  let given = 0;
  const readEntries = (resolve: (some: readonly FileSystemEntry[]) => void): void => {
    resolve((children ?? []).slice(given, given + 100));
    given += 100;
  };
  const base = { name, isDirectory: children !== undefined, isFile: children === undefined };
  return {
    ...base,
    createReader: () => ({ readEntries }),
    file: (resolve: (value: File) => void, reject: () => void) =>
      isReadable ? resolve(file(name)) : reject(),
  } as unknown as FileSystemEntry;
}

const drop = (...entries: FileSystemEntry[]) => ({
  files: entries.map(({ name }) => file(name)),
  entries: entries.map((one): DroppedEntry => ({ entry: one })),
});

const namesOf = async (...given: Parameters<typeof filesOf>): Promise<string[]> =>
  (await filesOf(...given)).map((one) => one.file.name);

describe('planFor', () => {
  const photo = file('a.jpg', 'image/jpeg');
  const notes = file('notes.txt', 'text/plain');

  it('develops a single picture, whatever else came with it', () => {
    expect(planFor([...found(false, notes), ...found(true, photo)], false)).toEqual({
      kind: 'photo',
      file: photo,
    });
  });

  it('takes the first file where none is a picture, as its bytes tell what is wrong', () => {
    const film = file('film.mp4');
    expect(planFor(found(false, film, notes), false)).toEqual({ kind: 'photo', file: film });
  });

  it('makes several pictures a batch and counts the rest', () => {
    const other = file('b.HEIC');
    const files = [...found(true, photo, other), ...found(false, notes, file('c.svg'))];
    expect(planFor(files, false)).toEqual({
      kind: 'batch',
      pictures: found(true, photo, other),
      others: 2,
    });
  });

  it('lets one picture join the batch that is shown, and nothing else', () => {
    const plan = { kind: 'batch', pictures: found(true, photo), others: 0 };
    expect(planFor(found(true, photo), true)).toEqual(plan);
    expect(planFor(found(false, notes), true)).toEqual({ kind: 'none' });
    expect(planFor([], false)).toEqual({ kind: 'none' });
  });
});

describe('filesOf', () => {
  it('sorts loose files as a person does and leaves hidden ones out', async () => {
    const files = ['photo 10.jpg', 'photo 9.jpg', '.DS_Store'].map((name) => file(name));
    expect(await namesOf({ files, entries: [] }, 9)).toEqual(['photo 9.jpg', 'photo 10.jpg']);
  });

  it('goes through folders in order, however many files they hold', async () => {
    const many = Array.from({ length: 230 }, (_, index) => entry(`${index + 1}.jpg`));
    const delivery = drop(
      entry('z.jpg'),
      entry('album', [entry('b', [entry('2.jpg'), entry('.hidden')]), entry('a', many)]),
    );
    const names = await namesOf(delivery, 999);
    expect(names).toHaveLength(232);
    expect(names.slice(0, 3)).toEqual(['1.jpg', '2.jpg', '3.jpg']);
    expect(names.slice(-3)).toEqual(['230.jpg', '2.jpg', 'z.jpg']);
  });

  it('stops when there are enough pictures; other files are none', async () => {
    const many = ['1.txt', '2.jpg', '3.txt', '4.jpg', '5.jpg', '6.jpg'].map((name) => entry(name));
    expect(await namesOf(drop(entry('album', many)), 2)).toEqual([
      '1.txt',
      '2.jpg',
      '3.txt',
      '4.jpg',
    ]);
  });

  it('knows a picture by its bytes where the name tells another thing or nothing', async () => {
    const named = (name: string, bytes: string): File =>
      new File([Uint8Array.from(bytes, (character) => character.charCodeAt(0))], name);
    const files = [
      named('a', '\xff\xd8\xff\xe0'),
      named('b.txt', '\x89PNG\r\n\x1a\n'),
      named('c.txt', 'Dear all'),
      named('d.jpg', 'Dear all'),
    ];
    const seen = await filesOf({ files, entries: [] }, 9);
    expect(seen.map(({ isPicture }) => isPicture)).toEqual([true, true, false, true]);
  });

  it('passes over what cannot be read', async () => {
    const folder = entry('album', [entry('1.jpg', undefined, false), entry('2.jpg')]);
    expect(await namesOf(drop(folder), 9)).toEqual(['2.jpg']);
  });
});
