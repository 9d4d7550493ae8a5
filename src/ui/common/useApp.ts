import { useStore } from 'zustand';
import { type Formats, formatsOf } from '#app/formats.ts';
import { type AppState, appStore } from '#app/store.ts';
import { type Text, texts } from '#app/text/index.ts';

/** A value of the store; the component renders again when it becomes another one. */
export function useApp<Value>(select: (state: AppState) => Value): Value {
  return useStore(appStore, select);
}

/** The words of the chosen language. */
export function useText(): Text {
  return texts[useApp(({ settings }) => settings.language)];
}

/** The numbers of the chosen language. */
export function useFormats(): Formats {
  return formatsOf(useApp(({ settings }) => settings.language));
}

/** What a download fetches: at first everything that drawing needs, later the chosen style. */
export function useDownloadSubject(): string {
  const text = useText();
  const styleName = useApp(({ device, settings }) => {
    const style = device.styles.find(({ id }) => id === settings.styleId);
    if (!style || !device.backend) return null;
    return settings.language === 'zh-CN' ? style.names.zh : style.names.en;
  });
  return styleName === null ? text.drawingKit : text.styleNamed(styleName);
}
