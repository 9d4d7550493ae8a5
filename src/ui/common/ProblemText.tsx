import type { Problem } from '#app/shared/state/jobSlice.ts';
import { useText } from './useApp.ts';

/** What went wrong, what it is about where that has a name, and what to do next. */
export function ProblemText({ problem: { code, subject } }: { readonly problem: Problem }) {
  const { what, next } = useText().problems[code];
  return (
    <>
      <strong>{what}</strong> {subject !== undefined && `(${subject}) `}
      {next}
    </>
  );
}
