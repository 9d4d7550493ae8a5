import { Lazy } from '../common/Lazy.tsx';
import { useApp } from '../common/useApp.ts';

const load = async () => (await import('./Results.tsx')).Results;

/** Whether there is a photo on the page and something to choose from. */
export function useHasResults(): boolean {
  return useApp(({ batch, history }) => !batch.isShown && history.results.length > 1);
}

/** What was drawn in this session, fetched when there is more than one. */
export function ResultStrip() {
  return <Lazy load={load} />;
}
