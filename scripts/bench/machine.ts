import {
  availableParallelism,
  cpus,
  loadavg,
  release,
  totalmem,
  type as systemName,
} from 'node:os';

/** What a figure was measured on; without it no time or size means anything. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly browser: string;
  /** Programs that wanted a core in the last minute: well above 0 the times are too long. */
  readonly loadAverage: number;
}

export function describeMachine(browserVersion: string): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${systemName()} ${release()}`,
    browser: `Chromium ${browserVersion}`,
    loadAverage: Math.round(loadavg()[0]! * 10) / 10,
  };
}
