import { objectOf } from '../edit/fields.ts';
import { type Avatar, validateAvatar } from '../finish/avatar.ts';
import { type Sticker, validateSticker } from '../finish/sticker.ts';
import { type Frame, validateFrame } from '../frame/frame.ts';
import { type PrintOrder, validatePrint } from '../frame/paper.ts';

/** What is made of a drawing; absent parts are as they were. */
export interface Making {
  readonly sticker?: Sticker;
  readonly avatar?: Avatar;
  readonly frame?: Frame;
  /** The paper of the frame. */
  readonly print?: PrintOrder;
}

/** `value` as a Making. @throws RangeError where a part is invalid. */
export function validateMaking(value: unknown): Making {
  const { sticker, avatar, frame, print } = objectOf('making', value);
  return {
    ...(sticker !== undefined && { sticker: validateSticker(sticker) }),
    ...(avatar !== undefined && { avatar: validateAvatar(avatar) }),
    ...(frame !== undefined && { frame: validateFrame(frame) }),
    ...(print !== undefined && { print: validatePrint(print) }),
  };
}
