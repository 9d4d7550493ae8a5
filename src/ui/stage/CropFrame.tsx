import type { Drawing, OpenedPhoto } from '#app/photoSlice.ts';
import { savedLayout } from '#app/savedLayout.ts';
import { useApp } from '../common/useApp.ts';

interface CropFrameProps {
  readonly photo: OpenedPhoto;
  readonly drawing: Drawing;
}

/** Dims what of the picture is not saved. */
export function CropFrame({ photo, drawing }: CropFrameProps) {
  const shape = useApp(({ settings }) => settings.shape);
  if (shape === 'whole') return null;
  const { crop } = savedLayout(photo, drawing.faces, { shape, besidePhoto: false });
  const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`;
  return (
    <div className="layer is-crop" aria-hidden="true">
      <div className="whole">
        <div
          className="crop"
          style={{
            left: percent(crop.x, photo.width),
            top: percent(crop.y, photo.height),
            width: percent(crop.width, photo.width),
            height: percent(crop.height, photo.height),
          }}
        />
      </div>
    </div>
  );
}
