import { useLayoutEffect, useRef } from 'react';
import { bitmaps, type HandleId } from '#app/shared/handles.ts';

interface BitmapCanvasProps {
  readonly bitmapId: HandleId;
  /** Without one it is decoration. */
  readonly name?: string;
}

/** Shows a bitmap of the registry; the pixels stay when the bitmap is freed. */
export function BitmapCanvas({ bitmapId, name }: BitmapCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const bitmap = bitmaps.get(bitmapId);
    if (!bitmap || !canvas.current) return;
    canvas.current.width = bitmap.width;
    canvas.current.height = bitmap.height;
    canvas.current.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [bitmapId]);
  if (name === undefined) return <canvas ref={canvas} aria-hidden="true" />;
  return <canvas ref={canvas} role="img" aria-label={name} />;
}
