/** What the bundler knows of its modules. */
interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

interface Entries {
  /** The module that starts the app's first paint. */
  readonly firstPaint: string;
  /** The one that it loads next: the app itself. */
  readonly page: string;
  /** Those that start the pages beside the app. */
  readonly others: readonly string[];
}

/**
 * Names the chunks of what the app needs before a photo is chosen. `page` is one chunk, since twenty small ones compress
 * worse. What the first paint needs is `base` where other pages begin with it too, else `first`: were it in the chunk of
 * the entry, every page that uses some of it would run the app.
 */
export function pageChunk(entries: Entries): (id: string, modules: Modules) => string | null {
  let sets: Record<'first' | 'all' | 'others', ReadonlySet<string>> | undefined;
  return (id, modules) => {
    sets ??= {
      first: reach([entries.firstPaint], modules),
      all: reach([entries.page], modules),
      others: reach(entries.others, modules),
    };
    if (id === entries.firstPaint) return null;
    if (sets.first.has(id)) return sets.others.has(id) ? 'base' : 'first';
    return sets.all.has(id) ? 'page' : null;
  };
}

/** Modules and all that they import statically. */
function reach(starts: readonly string[], modules: Modules): Set<string> {
  const reached = new Set(starts);
  for (const id of reached) {
    for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) reached.add(imported);
  }
  return reached;
}
