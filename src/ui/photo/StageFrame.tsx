import { type ReactNode, useEffect, useRef } from 'react';
import { useApp, useText } from '../common/useApp.ts';
import { NoticeCaption } from './NoticeCaption.tsx';
import { ProblemCaption } from './ProblemCaption.tsx';
import { ProgressCaption } from './ProgressCaption.tsx';
import './stage.css';

interface StageFrameProps {
  /** Shown while there is no photo. */
  readonly start: ReactNode;
  /** Above the messages of the start. */
  readonly startNote?: ReactNode;
  /** Shows the photo, and its drawing once there is one. */
  readonly view: ReactNode;
}

/** The large panel with its messages: what goes on, what failed, what to know. */
export function StageFrame({ start, startNote, view }: StageFrameProps) {
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
      {photo ? view : start}
      <div className={photo ? 'captions' : 'captions is-start'}>
        {!photo && startNote}
        <ProblemCaption />
        {drawing && !isWaiting && <NoticeCaption key={photo?.photoId} notices={drawing.notices} />}
        {isWaiting && <ProgressCaption key={photo ? 'work' : 'start'} />}
      </div>
    </section>
  );
}
