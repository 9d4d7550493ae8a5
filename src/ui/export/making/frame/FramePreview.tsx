import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { drawScene } from '#app/photo/frames/drawScene.ts';
import { makerScene, redoFrame, undoFrame } from '#app/export/frames/maker.ts';
import {
  type PictureOf,
  type PreviewPictures,
  previewPictures,
} from '#app/export/frames/pictures.ts';
import type { FinishedWork } from '#app/shared/state/photoSlice.ts';
import { frameTexts } from '#app/text/edit/frame.ts';
import { type FrameSource, sourcesOf } from '#domain/frame/frame.ts';
import { fileScale, type Scene } from '#domain/frame/scene.ts';
import { StepButton } from '../../../common/StepButton.tsx';
import { useApp, useFormats } from '../../../common/useApp.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { BubbleGrips } from './BubbleGrips.tsx';
import { useMaker } from './useMaker.ts';

/** More px than a screen has are no use. */
const mostPreviewPx = 2400;

interface FramePreviewProps {
  readonly work: FinishedWork;
  /** Somebody wants to write into the chosen bubble. */
  readonly onWrite: () => void;
}

/** The frame as it will be saved, drawn by the same code; bubbles are moved on it. */
export function FramePreview({ work, onWrite }: FramePreviewProps) {
  const text = useTexts(frameTexts);
  const formats = useFormats();
  const frame = useMaker(({ frame }) => frame);
  const print = useMaker(({ print }) => print);
  const hasPast = useMaker(({ past }) => past.length > 0);
  const hasFuture = useMaker(({ future }) => future.length > 0);
  const language = useApp(({ settings }) => settings.language);
  // Names of pictures are in the language of the page.
  const scene = useMemo(
    () => makerScene(work, { frame, print }),
    // oxlint-disable-next-line react/exhaustive-deps -- names of pictures follow the language
    [work, frame, print, language],
  );
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useContained(stage, scene);
  const pictureOf = usePictures(work, sourcesOf(frame));
  const [isCut, setIsCut] = useState(false);

  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || !pictureOf || !size) return;
    const sharp = Math.min(devicePixelRatio, mostPreviewPx / Math.max(size.width, size.height));
    element.width = Math.max(1, Math.round(size.width * sharp));
    element.height = Math.max(1, Math.round(size.height * sharp));
    const order = { scene, frame, photo: work.photo, pictureOf };
    setIsCut(drawScene(context, order, element.width / scene.width).isCut);
  }, [scene, frame, work, pictureOf, size]);

  const scale = fileScale(scene);
  const { page } = scene;
  const words = page
    ? text.previewMm(formats.count(page.widthMm), formats.count(page.heightMm))
    : text.previewSize(
        formats.pixels(Math.floor(scene.width * scale)),
        formats.pixels(Math.floor(scene.height * scale)),
      );
  return (
    <div className="maker-view">
      <div className="maker-stage" ref={stage} tabIndex={-1}>
        <div className="maker-sheet" style={size ?? undefined} data-page={page !== null}>
          <canvas ref={canvas} role="img" aria-label={text.preview} />
          {print?.paper !== 'passport' && (
            <BubbleGrips work={work} scene={scene} stage={stage} onWrite={onWrite} />
          )}
        </div>
      </div>
      <div className="maker-foot">
        <p className="hint">
          {words}
          {scale < 1 && ` ${text.reduced}`}
        </p>
        <StepButton icon="undo" name={text.undo} isIdle={!hasPast} onPress={undoFrame} />
        <StepButton icon="redo" name={text.redo} isIdle={!hasFuture} onPress={redoFrame} />
      </div>
      <p className="maker-note" role="status">
        {isCut && text.cutWords}
      </p>
    </div>
  );
}

/** The size in CSS px at which the scene fits into an element; null before that is known. */
function useContained(
  within: RefObject<HTMLElement | null>,
  { width, height }: Scene,
): { readonly width: number; readonly height: number } | null {
  const [room, setRoom] = useState<{ width: number; height: number } | null>(null);
  useLayoutEffect(() => {
    const element = within.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() =>
      setRoom({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [within]);
  return useMemo(() => {
    if (!room) return null;
    // Room for the shadow and for grips at the edge.
    const scale = Math.min((room.width - 24) / width, (room.height - 24) / height);
    return { width: Math.max(1, width * scale), height: Math.max(1, height * scale) };
  }, [room, width, height]);
}

/** The pictures there are of the work; null for a moment. Draws those that are missing. */
function usePictures(work: FinishedWork, sources: readonly FrameSource[]): PictureOf | null {
  const pictures = useRef<PreviewPictures | null>(null);
  const [pictureOf, setPictureOf] = useState<PictureOf | null>(null);
  useEffect(() => {
    // Wrapped, since state would call a function.
    const opened = previewPictures(work, (next) => setPictureOf(() => next));
    pictures.current = opened;
    return () => {
      pictures.current = null;
      opened.close();
    };
  }, [work]);
  // With every new list and new work; what is there already is not drawn again.
  useEffect(() => pictures.current?.ask(sources));
  return pictureOf;
}
