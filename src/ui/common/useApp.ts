import { useStore } from 'zustand';
import { type Formats, formatsOf } from '#app/shared/formats.ts';
import { type AppState, appStore } from '#app/shared/state/store.ts';
import { nameIn, styleNames } from '#app/text/styleName.ts';
import { type Text, textOf } from '#app/text/index.ts';

/** A value of the store; the component renders again when it becomes another one. */
export function useApp<Value>(select: (state: AppState) => Value): Value {
  return useStore(appStore, select);
}

/** The words of the chosen language. */
export function useText(): Text {
  return textOf(useApp(({ settings }) => settings.language));
}

/** The numbers of the chosen language. */
export function useFormats(): Formats {
  return formatsOf(useApp(({ settings }) => settings.language));
}

/** What the chosen language calls a style; null where it is not known. */
export function useStyleName(styleId: string | null): string | null {
  return useApp((state) => {
    const names = styleNames(state, styleId);
    return names ? nameIn(state.settings.language, names) : null;
  });
}

/** What a download fetches: at first everything that drawing needs, later the chosen style. */
export function useDownloadSubject(): string {
  const text = useText();
  const styleName = useStyleName(useApp(({ settings }) => settings.styleId));
  const isReady = useApp(({ device }) => device.backend !== null);
  return styleName === null || !isReady ? text.drawingKit : text.styleNamed(styleName);
}
