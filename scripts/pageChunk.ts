/** What the bundler knows of its modules. */
interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * Names the chunk of every module that the page needs before a photo is chosen, other than what the first paint itself
 * needs: one chunk, since twenty small ones compress worse. `firstPaint` is the module that starts the page, `page` the
 * one that it loads next.
 */
export function pageChunk(
  firstPaint: string,
  page: string,
): (id: string, modules: Modules) => string | null {
  let sets: { readonly first: ReadonlySet<string>; readonly all: ReadonlySet<string> } | undefined;
  return (id, modules) => {
    sets ??= { first: reach(firstPaint, modules), all: reach(page, modules) };
    return sets.all.has(id) && !sets.first.has(id) ? 'page' : null;
  };
}

/** A module and all that it imports statically. */
function reach(start: string, modules: Modules): Set<string> {
  const reached = new Set([start]);
  for (const id of reached) {
    for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) reached.add(imported);
  }
  return reached;
}
