import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Raster } from '#domain/picture/raster.ts';
import { imageDataOf } from '../pictures/png.ts';

const sidePx = 132;

interface LoupeProps {
  readonly raster: Raster;
  /** What is looked at, px of the picture. */
  readonly x: number;
  readonly y: number;
  /** CSS px that a px of the picture has in the loupe. */
  readonly scale: number;
  readonly corner: 'left' | 'right';
}

/** What lies under the finger, larger, in the corner that the finger is not in. */
export function Loupe({ raster, x, y, scale, corner }: LoupeProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const source = useMemo(() => canvasOf(raster), [raster]);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const seen = sidePx / scale;
    context.fillStyle = '#808080';
    context.fillRect(0, 0, sidePx, sidePx);
    context.imageSmoothingEnabled = scale < 4;
    context.drawImage(source, x - seen / 2, y - seen / 2, seen, seen, 0, 0, sidePx, sidePx);
  }, [source, x, y, scale]);
  return (
    <div className={`pair-loupe is-${corner}`} aria-hidden="true">
      <canvas ref={canvas} width={sidePx} height={sidePx} />
      <svg viewBox="-10 -10 20 20">
        <path d="M-10 0h7M3 0h7M0 -10v7M0 3v7" />
      </svg>
    </div>
  );
}

function canvasOf(raster: Raster): OffscreenCanvas {
  const canvas = new OffscreenCanvas(raster.width, raster.height);
  canvas.getContext('2d')?.putImageData(imageDataOf(raster), 0, 0);
  return canvas;
}
