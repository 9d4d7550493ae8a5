import { useApp, useText } from '#ui/common/useApp.ts';
import { Picture } from '#ui/photo/Picture.tsx';

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
    </>
  );
}
