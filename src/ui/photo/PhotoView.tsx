import { shownFrameS } from '#app/shared/state/videoSlice.ts';
import { useApp, useText } from '../common/useApp.ts';
import { compactQuery, useMediaQuery } from '../common/useMediaQuery.ts';
import { ResultStrip, useHasResults } from '../history/ResultStrip.tsx';
import { Lazy } from '../common/Lazy.tsx';
import { Picture } from './Picture.tsx';
import { PictureFacts } from './PictureFacts.tsx';

const loadVideoPanel = async () => (await import('../video/VideoPanel.tsx')).VideoPanel;

const loadPhotoStage = async () =>
  (await import('../settings/edit/photo/PhotoStage.tsx')).PhotoStage;

/** A photo that is being developed, or a photo and its drawing. */
export function PhotoView() {
  const text = useText();
  const work = useApp(({ photo }) => photo.work);
  const incoming = useApp(({ photo }) => photo.incoming);
  const isCompact = useMediaQuery(compactQuery);
  const hasResults = useHasResults();
  const isPhotoEdited = useApp(({ photo }) => photo.tool === 'photo');
  const photo = incoming ?? work?.photo;
  const isMoving = useApp(
    ({ video }) =>
      photo?.notices.includes('animatedFirstFrame') ||
      shownFrameS(video, photo?.sourceId) !== undefined,
  );
  const drawing = incoming ? null : (work?.drawing ?? null);
  if (!photo) return null;
  return (
    <>
      <h1 className="visually-hidden">{text.workTitle}</h1>
      <div className="stage-view">
        {isPhotoEdited ? (
          <Lazy load={loadPhotoStage} />
        ) : (
          <Picture key={photo.photoId} photo={photo} drawing={drawing} />
        )}
      </div>
      {!isPhotoEdited && (
        <>
          {isMoving && <Lazy load={loadVideoPanel} />}
          <PictureFacts photo={photo} drawing={drawing} />
          {hasResults && !isCompact && <ResultStrip />}
        </>
      )}
    </>
  );
}
