import { useEffect, useRef } from 'react';
import { RecipeInUse } from '../export/recipes/RecipeInUse.tsx';
import { Lazy } from '../common/Lazy.tsx';
import { useApp, useText } from '../common/useApp.ts';
import { loadPhotoView } from '../workScene.ts';
import { Start } from '../start/Start.tsx';
import { NoticeCaption } from './NoticeCaption.tsx';
import { ProblemCaption } from './ProblemCaption.tsx';
import { ProgressCaption } from './ProgressCaption.tsx';
import './stage.css';

/** The large panel: the start, a photo that is being developed, or a photo and its drawing. */
export function Stage() {
  const text = useText();
  const work = useApp(({ photo }) => photo.work);
  const incoming = useApp(({ photo }) => photo.incoming);
  const isWaiting = useApp(
    ({ job }) => job.draw.status === 'running' && job.draw.task !== 'adjust',
  );
  const photo = incoming ?? work?.photo;
  const drawing = incoming ? null : (work?.drawing ?? null);

  const stage = useRef<HTMLElement>(null);
  const scene = photo?.photoId;
  const lastScene = useRef(scene);

  // A button that led to another scene is gone with its own; the keyboard goes on from here.
  useEffect(() => {
    if (lastScene.current === scene) return;
    lastScene.current = scene;
    if (document.activeElement === document.body) stage.current?.focus({ preventScroll: true });
  }, [scene]);

  return (
    <section
      ref={stage}
      className="panel stage"
      tabIndex={-1}
      aria-label={photo ? text.workTitle : text.tagline}
    >
      {photo ? <Lazy load={loadPhotoView} /> : <Start />}
      <div className={photo ? 'captions' : 'captions is-start'}>
        {!photo && <RecipeInUse />}
        <ProblemCaption />
        {drawing && !isWaiting && <NoticeCaption key={photo?.photoId} notices={drawing.notices} />}
        {isWaiting && <ProgressCaption key={photo ? 'work' : 'start'} />}
      </div>
    </section>
  );
}
