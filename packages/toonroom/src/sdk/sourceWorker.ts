/** True in the build that tests break on purpose. */
declare const __FAULTS__: boolean;

let startedEngines = 0;

/** Starts the engine's worker from its sources: for all that Vite serves or builds together with them. */
export function startSourceWorker(): Worker {
  return new Worker(new URL('../engine/worker.ts', import.meta.url), {
    type: 'module',
    name: __FAULTS__ ? faultyName() : 'toonroom-engine',
  });
}

/** Hands the faults of the page's address on to the engine, which learns by its number which are its own. */
function faultyName(): string {
  startedEngines += 1;
  return `${location.search.slice(1)}&engine=${startedEngines}`;
}
