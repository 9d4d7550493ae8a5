import type { StickerSize } from '#domain/finish/sticker.ts';
import type { Language } from '#app/shared/state/settingsSlice.ts';

const names = {
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  signal: 'Signal',
  line: 'LINE',
  wechat: 'WeChat',
  imessage: 'iMessage',
} as const satisfies Record<Exclude<StickerSize, 'own'>, string>;

/** What a messenger calls itself. */
export function messengerName(size: Exclude<StickerSize, 'own'>, language: Language): string {
  return size === 'wechat' && language === 'zh-CN' ? '微信' : names[size];
}
