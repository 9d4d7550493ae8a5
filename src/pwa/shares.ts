import { sharedField } from './shareTarget.ts';

/** What was shared, in memory only, until a page takes it. */
export interface Shares {
  /** Keeps the files of a share; `ended` resolves once they are taken or given up. */
  readonly hold: (files: readonly File[]) => {
    readonly id: string;
    readonly ended: Promise<void>;
  };
  /** Hands the files over, once; none of an unknown share. */
  readonly take: (id: string) => readonly File[];
}

/** Shares of which each is given up when no page has taken it for `keepMs`. */
export function createShares(keepMs: number): Shares {
  const held = new Map<string, { readonly files: readonly File[]; readonly end: () => void }>();
  const take = (id: string): readonly File[] => {
    const share = held.get(id);
    held.delete(id);
    share?.end();
    return share?.files ?? [];
  };
  return {
    hold(files) {
      const id = crypto.randomUUID();
      const ended = new Promise<void>((resolve) => {
        const timer = setTimeout(() => take(id), keepMs);
        const end = (): void => {
          clearTimeout(timer);
          resolve();
        };
        held.set(id, { files, end });
      });
      return { id, ended };
    },
    take,
  };
}

/** The files of a posted form; none where it holds none or cannot be read. */
export async function postedFiles(request: Request): Promise<readonly File[]> {
  try {
    const values = (await request.formData()).getAll(sharedField);
    // A form whose field is empty sends a file without name and content.
    return values.filter((value) => value instanceof File).filter(({ name, size }) => name || size);
  } catch {
    return [];
  }
}
