import type { Box } from '../picture/geometry.ts';
import type { PhotoEdit } from './photoEdit.ts';
import { cropOf, type Size, turnedSize } from './photoGeometry.ts';

/** How a photo is shown while it is cropped: all of it, about its middle, with the crop upright in front of it. */
export interface StageLayout {
  /** Shown px to px of the photo. */
  readonly scale: number;
  /** Where the crop is, px from the upper left corner of the room. */
  readonly crop: Box;
}

/** A photo of `size` px as large as fits into `room` px, but no larger than `most` times itself. */
export function stageLayout(edit: PhotoEdit, size: Size, room: Size, most: number): StageLayout {
  const turned = turnedSize(edit, size);
  const angle = (edit.tilt * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const width = turned.width * cos + turned.height * Math.abs(sin);
  const height = turned.width * Math.abs(sin) + turned.height * cos;
  const scale = Math.min(most, room.width / width, room.height / height);
  const crop = cropOf(edit, size);
  const [byX, byY] = [(crop.x - 0.5) * turned.width, (crop.y - 0.5) * turned.height];
  const [cropWidth, cropHeight] = [crop.width * turned.width, crop.height * turned.height];
  return {
    scale,
    crop: {
      x: room.width / 2 + scale * (cos * byX - sin * byY - cropWidth / 2),
      y: room.height / 2 + scale * (sin * byX + cos * byY - cropHeight / 2),
      width: scale * cropWidth,
      height: scale * cropHeight,
    },
  };
}
