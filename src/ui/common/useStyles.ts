import { useMemo } from 'react';
import { addresses } from '#app/shared/handles.ts';
import { styleNames } from '#app/text/styleName.ts';
import { baseEntry } from '#app/shared/styleEntries.ts';
import type { AppState } from '#app/shared/state/store.ts';
import type { StyleEntry } from '#sdk/index.ts';
import { useApp } from './useApp.ts';

/** A style to choose. */
export type StyleChoice = Pick<StyleEntry, 'id' | 'names' | 'thumbnailUrl' | 'backdrop'>;

/** The manifest's styles, the user's own, and `chosenId` where it is none of them: a mix, or one that was tuned. */
export function useStyles(chosenId: string | null): readonly StyleChoice[] {
  const device = useApp((state) => state.device);
  const styles = useApp((state) => state.styles);
  return useMemo(() => {
    const known: Pick<AppState, 'device' | 'styles'> = { device, styles };
    const own = styles.own.flatMap(({ id, names, thumbnailId }) => {
      const base = baseEntry(known, id);
      if (!base) return [];
      const address = thumbnailId === null ? undefined : addresses.get(thumbnailId);
      return [{ ...base, id, names, thumbnailUrl: address ?? base.thumbnailUrl }];
    });
    const listed = [...device.styles, ...own];
    if (chosenId === null || listed.some(({ id }) => id === chosenId)) return listed;
    const base = baseEntry(known, chosenId);
    const names = styleNames(known, chosenId);
    return base && names ? [...listed, { ...base, id: chosenId, names }] : listed;
  }, [device, styles, chosenId]);
}
