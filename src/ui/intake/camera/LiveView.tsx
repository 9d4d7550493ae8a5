import { type RefObject, useEffect, useRef, useState } from 'react';
import { drawLive, type LiveFigures, type LiveLook } from '#app/intake/camera/live.ts';
import { useFormats } from '../../common/useApp.ts';
import { useLaterText } from '../../common/useLaterText.ts';

interface LiveViewProps {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly look: LiveLook;
  readonly isMirror: boolean;
}

/** The drawing of what the camera sees, over its picture, and how fluent it is. */
export function LiveView({ video, canvas, look, isMirror }: LiveViewProps) {
  const later = useLaterText();
  const formats = useFormats();
  const [figures, setFigures] = useState<LiveFigures | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const latest = useRef({ look, isMirror });
  useEffect(() => {
    latest.current = { look, isMirror };
  });
  useEffect(() => {
    const off = new AbortController();
    if (!video.current || !canvas.current) return undefined;
    drawLive({
      video: video.current,
      canvas: canvas.current,
      look: () => latest.current.look,
      isMirror: () => latest.current.isMirror,
      onFigures: setFigures,
      signal: off.signal,
    }).catch(() => setFailed(true));
    return () => off.abort();
  }, [video, canvas]);
  return (
    <>
      <canvas
        ref={canvas}
        className={figures && !hasFailed ? 'live' : 'live is-empty'}
        width="1"
        height="1"
        aria-hidden="true"
      />
      {figures && !hasFailed && (
        <p className="live-figures" title={figures.isTooSlow ? later.liveSlow : undefined}>
          {later.liveFigures(
            formats.count(Math.round(figures.framesPerS)),
            formats.count(figures.width),
            formats.count(figures.height),
          )}
        </p>
      )}
      {hasFailed && (
        <p className="live-figures" role="alert">
          {later.liveFailed}
        </p>
      )}
      {figures?.isTooSlow && !hasFailed && (
        <p className="live-slow" role="status">
          {later.liveSlow}
        </p>
      )}
    </>
  );
}
