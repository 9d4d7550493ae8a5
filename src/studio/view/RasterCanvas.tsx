import { type CSSProperties, useLayoutEffect, useRef } from 'react';
import type { Raster } from '#domain/picture/raster.ts';
import { imageDataOf } from '../pictures/png.ts';

interface RasterCanvasProps {
  readonly raster: Raster;
  /** Without one it is decoration. */
  readonly name?: string;
  readonly style: CSSProperties;
}

/** Shows pixels. */
export function RasterCanvas({ raster, name, style }: RasterCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (!canvas.current) return;
    canvas.current.width = raster.width;
    canvas.current.height = raster.height;
    canvas.current.getContext('2d')?.putImageData(imageDataOf(raster), 0, 0);
  }, [raster]);
  const named = name === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name };
  return <canvas ref={canvas} className="pair-picture" style={style} {...named} />;
}
