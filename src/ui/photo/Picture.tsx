import { useEffect, useLayoutEffect, useRef } from 'react';
import type { HandleId } from '#app/shared/handles.ts';
import type { Drawing, OpenedPhoto } from '#app/shared/state/photoSlice.ts';
import { watch } from '#app/shared/state/store.ts';
import { useApp, useText } from '../common/useApp.ts';
import { Lazy } from '../common/Lazy.tsx';
import { BitmapCanvas } from './BitmapCanvas.tsx';
import { CompareSlider } from './CompareSlider.tsx';
import { CropFrame } from './CropFrame.tsx';
import { Unfinished } from './unfinished/Unfinished.tsx';
import { useCompareDrag } from './useCompareDrag.ts';
import { useCompared } from './useCompared.ts';
import { useZoom } from './useZoom.ts';

const wipeMs = 240;
const loadOverlay = async () => (await import('./DrawingTools.tsx')).DrawingOverlay;

interface PictureProps {
  readonly photo: OpenedPhoto;
  /** Null while the photo is being developed. */
  readonly drawing: Drawing | null;
}

/** One photo from its first faint trace under the safelight to the comparison with its drawing. */
export function Picture({ photo, drawing }: PictureProps) {
  const text = useText();
  const frame = useRef<HTMLDivElement>(null);
  const task = useApp(({ job }) => (job.draw.status === 'running' ? job.draw.task : null));
  const hasDrawing = drawing !== null;
  const isSketched = useApp(({ photo }) => photo.partial !== null);
  const styleId = drawing?.recipe.styleId;
  const drag = useCompareDrag(frame);
  const compared = useCompared();
  const closeUp = useApp(({ photo }) => photo.closeUp);
  const sharpest = (bitmapId: HandleId): HandleId => closeUp?.sides[bitmapId] ?? bitmapId;

  useEffect(
    () =>
      watch(
        ({ photo }) => photo.compareFraction,
        (fraction) => frame.current?.style.setProperty('--cut', String(fraction)),
      ),
    [],
  );
  useEffect(
    () =>
      watch(
        ({ job }) => job.drawHeadway?.fraction ?? 0,
        (fraction) => frame.current?.style.setProperty('--developed', inSteps(fraction)),
      ),
    [],
  );
  useWipe(frame, styleId);
  const isZoomed = useZoom(frame);

  return (
    <div
      ref={frame}
      className="frame"
      data-state={hasDrawing ? 'drawn' : 'developing'}
      data-sketched={isSketched}
      aria-busy={!hasDrawing || task === 'adjust' || task === 'restyle'}
      {...(isZoomed && { tabIndex: 0, role: 'group', 'aria-label': text.zoomedPicture })}
      data-zoomed={isZoomed}
      style={{ '--ratio': photo.width / photo.height, '--width': photo.width }}
      {...(hasDrawing && drag)}
    >
      {drawing && (
        <div className="layer">
          <div className="whole">
            <BitmapCanvas bitmapId={sharpest(drawing.bitmapId)} name={text.drawing} />
            <Unfinished photo={photo} drawing={drawing} />
          </div>
          <span className="tag is-end" aria-hidden="true">
            {compared.drawingName}
          </span>
        </div>
      )}
      <div className="layer is-photo">
        <div className="whole">
          <BitmapCanvas
            bitmapId={compared.bitmapId ?? sharpest(photo.previewId)}
            name={compared.name}
          />
          {!hasDrawing && <Unfinished photo={photo} drawing={drawing} />}
        </div>
        {hasDrawing && (
          <span className="tag is-start" aria-hidden="true">
            {compared.name}
          </span>
        )}
      </div>
      {drawing && <CropFrame photo={photo} drawing={drawing} />}
      {hasDrawing && <Lazy load={loadOverlay} />}
      {hasDrawing ? <CompareSlider /> : <div className="safelight" />}
      {task === 'adjust' && <span className="tag redrawing">{text.redrawing}</span>}
    </div>
  );
}

/** Pulls the drawing out of the photo when it is the first of its style. */
function useWipe(frame: React.RefObject<HTMLDivElement | null>, styleId: string | undefined): void {
  useLayoutEffect(() => {
    if (styleId === undefined || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    frame.current?.animate([{ '--cut': '1' }, {}], { duration: wipeMs, easing: 'ease-out' });
  }, [frame, styleId]);
}

/**
 * Each step is a frame of a filtered picture. Where the processor composites the page, frames take the time that the
 * drawing needs: a few steps, without transitions between them, leave it nearly all.
 */
function inSteps(fraction: number): string {
  return (Math.round(fraction * 24) / 24).toFixed(3);
}
