import type { Language } from './state/settingsSlice.ts';

/** Writes numbers the way a language does. */
export interface Formats {
  /** 0.5 → 50% */
  percent(fraction: number): string;
  /** 0.2 → +20, −0.2 → −20, 0 → 0: a change in hundredths. */
  change(fraction: number): string;
  count(value: number): string;
  /** Pixels, without grouping: 4032. */
  pixels(value: number): string;
  /** 2202010 → 2.2 MB; what would be 0.0 MB in kB: 43210 → 43 kB */
  megabytes(sizeBytes: number): string;
  /** 10737418240 → 10.7 GB */
  gigabytes(sizeBytes: number): string;
  /** 2.625 → 2.63 */
  decimal(value: number): string;
  /** Milliseconds since 1970 → 14:03:22, in the device's own time. */
  clock(time: number): string;
  /** Milliseconds since 1970 → 3 Mar 2026, 14:03, in the device's own time. */
  date(time: number): string;
  /** 45 → 45 ms, 1234 → 1.2 sec */
  duration(durationMs: number): string;
}

const bytesPerMegabyte = 1_000_000;
const leastMegabytes = 0.05;
const known = new Map<Language, Formats>();

export function formatsOf(language: Language): Formats {
  const formats = known.get(language) ?? createFormats(language);
  known.set(language, formats);
  return formats;
}

function createFormats(language: Language): Formats {
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const change = new Intl.NumberFormat(language, {
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  });
  const count = new Intl.NumberFormat(language);
  const pixels = new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 0 });
  const oneDigit = { style: 'unit', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  const megabytes = new Intl.NumberFormat(language, { ...oneDigit, unit: 'megabyte' });
  const kilobytes = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'kilobyte',
    maximumFractionDigits: 0,
  });
  const gigabytes = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'gigabyte',
    maximumFractionDigits: 1,
  });
  const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' });
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const seconds = new Intl.NumberFormat(language, { ...oneDigit, unit: 'second' });
  const milliseconds = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'millisecond',
    maximumFractionDigits: 0,
  });
  return {
    percent: (fraction) => percent.format(fraction),
    change: (fraction) => change.format(Math.round(fraction * 100)),
    count: (value) => count.format(value),
    pixels: (value) => pixels.format(value),
    megabytes: (sizeBytes) =>
      sizeBytes < leastMegabytes * bytesPerMegabyte
        ? kilobytes.format(sizeBytes / 1000)
        : megabytes.format(sizeBytes / bytesPerMegabyte),
    gigabytes: (sizeBytes) => gigabytes.format(sizeBytes / 1e9),
    decimal: (value) => decimal.format(value),
    clock: (time) => clock.format(time),
    date: (time) => date.format(time),
    duration: (durationMs) =>
      durationMs < 1000 ? milliseconds.format(durationMs) : seconds.format(durationMs / 1000),
  };
}
