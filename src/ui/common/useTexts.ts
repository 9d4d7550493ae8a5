import type { TextTable } from '#app/text/table.ts';
import { useApp } from './useApp.ts';

/** The words of a table in the chosen language. */
export function useTexts<Words>(table: TextTable<Words>): Words {
  return table[useApp(({ settings }) => settings.language)];
}
