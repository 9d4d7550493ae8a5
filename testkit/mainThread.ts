import type { Browser, Page } from '@playwright/test';

export interface MainThreadLoad {
  readonly taskCount: number;
  /** Longest task by its own processor time, which other programs on the machine cannot stretch. */
  readonly longestCpuMs: number;
  /** Longest task by the clock: what the visitor feels, and on a busy machine mostly waiting. */
  readonly longestMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds by the clock, and of processor time. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Records every task of the page's main thread while `work` runs. */
export async function traceMainThread(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<MainThreadLoad> {
  await browser.startTracing(page, { categories: ['__metadata', 'toplevel'] });
  let trace: Buffer;
  try {
    await work();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`;
  const mainThreads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  const tasks = traceEvents.filter(
    (event) => event.name.endsWith('RunTask') && mainThreads.has(threadOf(event)),
  );
  if (tasks.length === 0) throw new Error('The trace holds no task of the main thread.');
  return {
    taskCount: tasks.length,
    longestCpuMs: longest(tasks, ({ tdur }) => tdur),
    longestMs: longest(tasks, ({ dur }) => dur),
  };
}

function longest(
  tasks: readonly TraceEvent[],
  microseconds: (task: TraceEvent) => number | undefined,
): number {
  const most = tasks.reduce((max, task) => Math.max(max, microseconds(task) ?? 0), 0);
  return Math.round(most / 100) / 10;
}
