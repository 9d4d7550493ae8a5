import { takeIn } from './intake.ts';
import { failIntake } from '../photo/drawing.ts';

/** Where an installed app hears of the files that the system opens with it (WICG launch handler). */
interface LaunchQueue {
  setConsumer(
    consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void,
  ): void;
}

/** Develops the photos that the system opens with the app, where it can be told to. */
export function startLaunches(): void {
  const { launchQueue } = window as { readonly launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    // Opened by its icon, the app gets none.
    if (files.length > 0) void takeLaunched(files);
  });
}

async function takeLaunched(handles: readonly FileSystemFileHandle[]): Promise<void> {
  try {
    await takeIn({ files: await Promise.all(handles.map((handle) => handle.getFile())) });
  } catch {
    failIntake({ code: 'NO_FILE', retryable: false });
  }
}
