import { cancelSave, type Exported, runExport } from '../photo/exporting.ts';
import type { SaveTask } from '../shared/state/jobSlice.ts';
import { getState, patch } from '../shared/state/store.ts';

// Exports that a dialog begins: they end with it, and it tells of no others.

let running: object | null = null;

/** Runs an export that ends with the dialog; like `runExport` it never rejects. */
export async function runInDialog(
  task: SaveTask,
  make: (exported: Exported) => Promise<'done' | 'idle'>,
): Promise<void> {
  if (getState().job.save.status === 'running') return;
  const own = {};
  running = own;
  try {
    await runExport(task, make);
  } finally {
    if (running === own) running = null;
  }
}

/** Before a dialog is shown: what was said of other exports is no word of its own. */
export function enterDialog(): void {
  if (getState().job.save.status !== 'running') patch('job', { save: { status: 'idle' } });
}

/** After it was closed: what is still being made would be of no use to anybody. */
export function leaveDialog(): void {
  if (running) cancelSave();
  enterDialog();
}
