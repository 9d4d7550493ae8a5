import { useApp, useText } from '../common/useApp.ts';
import { compactQuery, useMediaQuery } from '../common/useMediaQuery.ts';
import { ResultStrip, useHasResults } from '../history/ResultStrip.tsx';
import { Picture } from './Picture.tsx';
import { PictureFacts } from './PictureFacts.tsx';

/** A photo that is being developed, or a photo and its drawing. */
export function PhotoView() {
  const text = useText();
  const work = useApp(({ photo }) => photo.work);
  const incoming = useApp(({ photo }) => photo.incoming);
  const isCompact = useMediaQuery(compactQuery);
  const hasResults = useHasResults();
  const photo = incoming ?? work?.photo;
  const drawing = incoming ? null : (work?.drawing ?? null);
  if (!photo) return null;
  return (
    <>
      <h1 className="visually-hidden">{text.workTitle}</h1>
      <div className="stage-view">
        <Picture key={photo.photoId} photo={photo} drawing={drawing} />
      </div>
      <PictureFacts photo={photo} drawing={drawing} />
      {hasResults && !isCompact && <ResultStrip />}
    </>
  );
}
