import { useLayoutEffect, useRef } from 'react';
import { bitmaps } from '#app/shared/handles.ts';
import { savedLayout } from '#app/photo/savedLayout.ts';
import { layoutSize } from '#domain/compose/layout.ts';
import { useApp } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

/** Px of the preview, for screens with two of them to a CSS px. */
const heightPx = 144;

/** Photo and drawing side by side, small, as the file will have them. */
export function BesidePreview() {
  const text = useLaterText();
  const work = useApp(({ photo }) => photo.work);
  const settings = useApp(({ settings }) => settings);
  const place = useApp(({ photo }) => photo.cropPlace);
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!work || !canvas.current || !context) return;
    const layout = savedLayout(work.photo, work.drawing.faces, settings, place);
    const size = layoutSize(layout);
    const scale = heightPx / size.height;
    canvas.current.height = heightPx;
    canvas.current.width = Math.max(1, Math.round(size.width * scale));
    context.imageSmoothingQuality = 'high';
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.current.width, heightPx);
    const { crop } = layout;
    const sides = [
      [work.photo.previewId, 0],
      [work.drawing.bitmapId, size.width - crop.width],
    ] as const;
    for (const [bitmapId, left] of sides) {
      const bitmap = bitmaps.get(bitmapId);
      if (!bitmap) continue;
      const per = bitmap.width / work.photo.width;
      context.drawImage(
        bitmap,
        crop.x * per,
        crop.y * per,
        crop.width * per,
        crop.height * per,
        left * scale,
        0,
        crop.width * scale,
        heightPx,
      );
    }
  }, [work, settings, place]);
  if (!work) return null;
  return (
    <canvas ref={canvas} className="beside-preview" role="img" aria-label={text.besidePreview} />
  );
}
