import { readFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';

export interface MemoryPeak {
  /** Anonymous and shared memory of the process: the footprint that the page is answerable for. */
  readonly footprintMB: number;
  /** All resident pages, the browser's own code included. */
  readonly residentMB: number;
}

const sampleEveryMs = 50;

/** The system's ids of a browser's processes that show pages. */
export type Renderers = () => Promise<readonly number[]>;

interface ProcessStatus {
  readonly sharedKB: number;
  readonly footprintKB: number;
  readonly residentKB: number;
}

/** What a browser's `SystemInfo.getProcessInfo` tells of the processes that show pages. */
export function rendererIds(
  processes: readonly { readonly type: string; readonly id: number }[],
): readonly number[] {
  return processes.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** Of a browser that Playwright drives, whose pages hold some 150 MB more: see `bareChromium.ts`. */
export async function renderersOf(browser: Browser): Promise<Renderers> {
  const session = await browser.newBrowserCDPSession();
  return async () => rendererIds((await session.send('SystemInfo.getProcessInfo')).processInfo);
}

/**
 * Samples the largest of the renderer processes until `work` settles, and returns its peak; null where the system
 * has no /proc.
 */
export async function peakRendererMemory(
  renderers: Renderers,
  work: () => Promise<void>,
): Promise<MemoryPeak | null> {
  let peak = { footprintKB: 0, residentKB: 0 };
  const sample = async (): Promise<void> => {
    for (const id of await renderers()) {
      const status = await readStatus(id);
      if (status === undefined) continue;
      peak = {
        footprintKB: Math.max(peak.footprintKB, status.footprintKB),
        residentKB: Math.max(peak.residentKB, status.residentKB),
      };
    }
  };
  const done = new AbortController();
  const sampling = (async () => {
    while (!done.signal.aborted) {
      await sample();
      await new Promise((resolve) => setTimeout(resolve, sampleEveryMs));
    }
  })();
  try {
    await work();
  } finally {
    done.abort();
    await sampling;
  }
  if (peak.residentKB === 0) return null;
  return {
    footprintMB: Math.round(peak.footprintKB / 1024),
    residentMB: Math.round(peak.residentKB / 1024),
  };
}

/**
 * What all pages share with other processes, such as pictures that a browser without a graphics card draws; 0 where the
 * system has no /proc.
 */
export async function sharedMemoryMB(renderers: Renderers): Promise<number> {
  let sharedKB = 0;
  for (const id of await renderers()) sharedKB += (await readStatus(id))?.sharedKB ?? 0;
  return sharedKB / 1024;
}

async function readStatus(processId: number): Promise<ProcessStatus | undefined> {
  const text = await readFile(`/proc/${processId}/status`, 'utf8').catch(() => '');
  const kilobytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
  if (text === '') return undefined;
  return {
    sharedKB: kilobytes('RssShmem'),
    footprintKB: kilobytes('RssAnon') + kilobytes('RssShmem'),
    residentKB: kilobytes('VmRSS'),
  };
}
