import { useEffect, useRef } from 'react';
import { followCloseUps } from '#app/photo/closeUps.ts';
import { Lazy } from '../common/Lazy.tsx';
import { useApp } from '../common/useApp.ts';
import { toolRoomQuery, useMediaQuery } from '../common/useMediaQuery.ts';
import { EditTools } from '../settings/edit/EditTools.tsx';
import { HowItRan } from './HowItRan.tsx';
import { People } from './People.tsx';
import { ZoomButtons } from './ZoomButtons.tsx';
import { attachZoomGestures } from './zoomGestures.ts';

// What can be done once there is a drawing; fetched with the first one.

const overlays = {
  brush: async () => (await import('../settings/edit/brush/BrushOverlay.tsx')).BrushOverlay,
  face: async () => (await import('../settings/edit/face/FaceOverlay.tsx')).FaceOverlay,
} as const;

/** Below the picture. */
export function DrawingTools() {
  const hasRoom = useMediaQuery(toolRoomQuery);
  const work = useApp(({ photo }) => photo.work);
  return (
    <>
      {hasRoom && <EditTools />}
      <ZoomButtons />
      {work && <HowItRan drawing={work.drawing} />}
    </>
  );
}

/** Over the picture. */
export function DrawingOverlay() {
  const overlay = useRef<HTMLDivElement>(null);
  const work = useApp(({ photo }) => photo.work);
  const tool = useApp(({ photo }) => (photo.tool === 'photo' ? null : photo.tool));
  useEffect(() => attachZoomGestures(overlay.current!), []);
  useEffect(() => {
    const whole = overlay.current!.closest('.frame')!.querySelector('.whole')!;
    return followCloseUps(() => whole.getBoundingClientRect().width * devicePixelRatio);
  }, []);
  return (
    <div ref={overlay} className="overlay">
      {tool ? <Lazy load={overlays[tool]} /> : work && <People {...work} />}
    </div>
  );
}
