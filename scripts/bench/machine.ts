import { availableParallelism, cpus, release, totalmem, type as systemName } from 'node:os';

/** What a figure was measured on; without it no time or size means anything. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly browser: string;
}

export function describeMachine(browserVersion: string): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${systemName()} ${release()}`,
    browser: `Chromium ${browserVersion}`,
  };
}
