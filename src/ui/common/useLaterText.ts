import { type LaterText, laterTexts } from '#app/text/later.ts';
import { useTexts } from './useTexts.ts';

/** The words of parts that are fetched when they are asked for, in the chosen language. */
export function useLaterText(): LaterText {
  return useTexts(laterTexts);
}
