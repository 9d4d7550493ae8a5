import { useEffect, useRef } from 'react';
import { followCloseUps } from '#app/photo/closeUps.ts';
import { useApp } from '../common/useApp.ts';
import { HowItRan } from './HowItRan.tsx';
import { People } from './People.tsx';
import { ZoomButtons } from './ZoomButtons.tsx';
import { attachZoomGestures } from './zoomGestures.ts';

// What can be done once there is a drawing; fetched with the first one.

/** Below the picture. */
export function DrawingTools() {
  const work = useApp(({ photo }) => photo.work);
  return (
    <>
      <ZoomButtons />
      {work && <HowItRan drawing={work.drawing} />}
    </>
  );
}

/** Over the picture. */
export function DrawingOverlay() {
  const overlay = useRef<HTMLDivElement>(null);
  const work = useApp(({ photo }) => photo.work);
  useEffect(() => attachZoomGestures(overlay.current!), []);
  useEffect(() => {
    const whole = overlay.current!.closest('.frame')!.querySelector('.whole')!;
    return followCloseUps(() => whole.getBoundingClientRect().width * devicePixelRatio);
  }, []);
  return (
    <div ref={overlay} className="overlay">
      {work && <People {...work} />}
    </div>
  );
}
