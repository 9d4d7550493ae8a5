import type { Formats } from '../shared/formats.ts';
import type { LaterText } from './later.ts';

const minuteMs = 60_000;
const minutesInWords = 90;

/** A stretch of time as one says it when it is not certain: whole minutes, from an hour and a half on whole hours. */
export function timeWords(durationMs: number, text: LaterText, formats: Formats): string {
  const minutes = Math.round(durationMs / minuteMs);
  if (minutes < 1) return text.timeUnderMinute;
  if (minutes < minutesInWords) return text.timeMinutes(minutes, formats.count(minutes));
  const hours = Math.round(minutes / 60);
  return text.timeHours(hours, formats.count(hours));
}
