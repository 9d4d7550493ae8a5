import type { Raster } from '#domain/picture/raster.ts';
import type { StickerFormat } from '#domain/finish/sticker.ts';
import {
  avatarPicture,
  type AvatarSource,
  avatarSource,
  formatOf,
  frameOf,
  previewSticker,
  stickerSource,
} from './make.ts';
import type { Order } from './save.ts';

/** Real sizes that an avatar is shown at beside its large picture, px. */
export const iconSizes = [128, 64, 32, 16] as const;
const avatarPx = 512;

/** What an order looks like. */
export interface Preview {
  readonly picture: Raster;
  /** Of an avatar, in {@link iconSizes}. */
  readonly icons: readonly Raster[];
  /** Of the file; of several the largest. */
  readonly width: number;
  readonly height: number;
  readonly format: StickerFormat;
  readonly mostBytes?: number;
}

/** Makes previews, and keeps what the last one was cut from: another outline or colour needs no drawing. */
export interface Previewer {
  /** Rejects as drawing does. */
  show(order: Order, signal: AbortSignal): Promise<Preview>;
}

export function createPreviewer(): Previewer {
  let known: { readonly key: string; readonly source: AvatarSource } | null = null;
  return {
    async show(order, signal) {
      const { work, recipe, person } = order.wanted;
      const key = JSON.stringify([work.photo.photoId, recipe, person]);
      const last = known?.key === key ? known.source : null;
      if (order.kind === 'sticker') {
        const { sticker, wanted } = order;
        const source = await stickerSource(wanted, sticker, last?.source ?? null, signal);
        const drawn = source === last?.source ? last.drawn : null;
        known = { key, source: { source, drawn } };
        const format = await formatOf(sticker);
        const mostBytes = frameOf(sticker)?.mostBytes;
        const shown = previewSticker(source, sticker, wanted);
        return { ...shown, icons: [], format, ...(mostBytes !== undefined && { mostBytes }) };
      }
      const { avatar, wanted } = order;
      const source = await avatarSource(wanted, avatar, avatarPx, last, signal);
      known = { key, source };
      const [largest = avatarPx] = avatar.sizes;
      const at = (size: number): Raster => avatarPicture(source, wanted, avatar, size);
      return {
        picture: at(avatarPx),
        icons: iconSizes.map(at),
        width: largest,
        height: largest,
        format: 'png',
      };
    },
  };
}
