import type { Making } from '#domain/job/making.ts';
import { defaultAvatar } from '#domain/finish/avatar.ts';
import { defaultSticker } from '#domain/finish/sticker.ts';
import { initialFrame } from '#domain/frame/frame.ts';
import { setBatchFrame } from '../../batch/batchFrame.ts';
import { getState } from '../../shared/state/store.ts';
import { maker } from '../frames/maker.ts';
import { makingStore } from '../stickers/making.ts';

/** What somebody has set for stickers, avatars and frames; what is as it was at first is left out. */
export function makingNow(): Making {
  const { sticker, avatar } = makingStore.getState();
  const { frame, print } = maker.getState();
  return {
    ...(sticker !== defaultSticker && { sticker }),
    ...(avatar !== defaultAvatar && { avatar }),
    ...(frame !== initialFrame && { frame }),
    ...(print && { print }),
  };
}

/** Sets what a recipe says of them. */
export function adoptMaking({ sticker, avatar, frame, print }: Making): void {
  if (sticker) makingStore.setState({ sticker });
  if (avatar) makingStore.setState({ avatar });
  // Steps of another frame lead nowhere.
  if (frame && getState().batch.isShown) setBatchFrame(frame);
  if (frame) maker.setState({ frame, past: [], future: [], bubble: null });
  if (print) maker.setState({ print });
}
