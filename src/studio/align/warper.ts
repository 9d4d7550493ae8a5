import type { Raster } from '#domain/picture/raster.ts';
import { align, isAlignment, type Outcome, type Points } from './alignment.ts';

// The worker that aligns cartoons, so that the page stays responsive.

export type WarperRequest =
  | { readonly kind: 'cartoon'; readonly cartoon: Raster }
  | {
      readonly kind: 'align';
      readonly points: Points;
      readonly photo: { readonly width: number; readonly height: number };
      readonly wanted: { readonly width: number; readonly height: number };
    };

export type WarperReply = { readonly outcome: Outcome } | { readonly failure: string };

let cartoon: Raster | undefined;

function answer(request: Extract<WarperRequest, { kind: 'align' }>): WarperReply {
  try {
    if (!cartoon) throw new RangeError('no cartoon');
    return { outcome: align(cartoon, request.points, request.photo, request.wanted) };
  } catch (error) {
    return { failure: String(error) };
  }
}

addEventListener('message', ({ data }: MessageEvent<WarperRequest>) => {
  if (data.kind === 'cartoon') {
    ({ cartoon } = data);
    return;
  }
  const reply = answer(data);
  const hasPixels = 'outcome' in reply && isAlignment(reply.outcome);
  postMessage(reply, { transfer: hasPixels ? [reply.outcome.aligned.data.buffer] : [] });
});
