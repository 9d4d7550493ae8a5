import type { StrokeLook } from './liveStroke.ts';

/** Side of a square of the checks, as the picture's frame has them, CSS px. */
const checkPx = 10;

/** Where the picture is erased: what its frame shows through it. */
export function holeLook(whole: HTMLElement, canvas: HTMLCanvasElement): StrokeLook {
  const style = getComputedStyle(whole);
  const ground = resolved(whole, '--panel');
  const scale = canvas.width / Math.max(1, whole.getBoundingClientRect().width);
  const tile = document.createElement('canvas');
  const side = Math.max(1, Math.round(checkPx * scale));
  tile.width = 2 * side;
  tile.height = 2 * side;
  const context = tile.getContext('2d');
  if (!context) return { kind: 'hole', ground, checks: null };
  context.fillStyle = resolved(whole, '--divider');
  context.fillRect(side, 0, side, side);
  context.fillRect(0, side, side, side);
  const checks = context.createPattern(tile, 'repeat');
  // The checks lie still in the frame, however the picture is moved in it.
  const left = Number.parseFloat(style.left) || 0;
  const top = Number.parseFloat(style.top) || 0;
  checks?.setTransform(new DOMMatrix().translate(-left * scale, -top * scale));
  return { kind: 'hole', ground, checks };
}

/** Where the brush has been, before there is anything to show there. */
export function traceLook(): StrokeLook {
  return { kind: 'trace', colour: resolved(document.documentElement, '--safelight') };
}

/** A colour of the theme as the canvas takes it. */
function resolved(element: Element, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
