import type { Drawing, OpenedPhoto } from '#app/shared/state/photoSlice.ts';
import { Lazy } from '../common/Lazy.tsx';
import { useFormats, useText } from '../common/useApp.ts';
import { UndoButtons } from '../history/UndoButtons.tsx';

const loadTools = async () => (await import('./DrawingTools.tsx')).DrawingTools;

interface PictureFactsProps {
  readonly photo: OpenedPhoto;
  readonly drawing: Drawing | null;
}

/** The line under the picture. */
export function PictureFacts({ photo, drawing }: PictureFactsProps) {
  const text = useText();
  const formats = useFormats();
  const faceCount = drawing?.faces.length;
  return (
    <div className="facts">
      <UndoButtons isIdle={!drawing} />
      <p className="facts-name">{photo.fileName}</p>
      <p className="facts-size">
        {text.pixels(formats.pixels(photo.width), formats.pixels(photo.height))}
      </p>
      {faceCount !== undefined && <p>{text.faces(faceCount, formats.count(faceCount))}</p>}
      <div className="facts-end">{drawing && <Lazy load={loadTools} />}</div>
    </div>
  );
}
