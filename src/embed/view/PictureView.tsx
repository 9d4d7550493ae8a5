import { useApp, useText } from '#ui/common/useApp.ts';
import { UndoButtons } from '#ui/history/UndoButtons.tsx';
import { Picture } from '#ui/photo/Picture.tsx';
import { ZoomButtons } from '#ui/photo/ZoomButtons.tsx';

/** A photo that is being developed, or a photo and its drawing. */
export function PictureView() {
  const text = useText();
  const work = useApp(({ photo }) => photo.work);
  const incoming = useApp(({ photo }) => photo.incoming);
  const photo = incoming ?? work?.photo;
  if (!photo) return null;
  return (
    <>
      <h1 className="visually-hidden">{text.workTitle}</h1>
      <div className="stage-view">
        <Picture
          key={photo.photoId}
          photo={photo}
          drawing={incoming ? null : (work?.drawing ?? null)}
        />
      </div>
      <div className="facts">
        <UndoButtons isIdle={incoming !== null} />
        <div className="facts-end">
          <ZoomButtons />
        </div>
      </div>
    </>
  );
}
