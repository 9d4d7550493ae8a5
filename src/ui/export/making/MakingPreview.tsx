import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPreviewer, iconSizes, type Preview } from '#app/export/stickers/preview.ts';
import type { Order } from '#app/export/stickers/save.ts';
import { toProblem } from '#app/photo/engine.ts';
import { createLatest } from '#app/shared/latest.ts';
import type { Problem } from '#app/shared/state/jobSlice.ts';
import { stickerTexts } from '#app/text/edit/stickers.ts';
import { isAbort } from '#domain/job/errors.ts';
import type { Raster } from '#domain/picture/raster.ts';
import { ProblemText } from '../../common/ProblemText.tsx';
import { SegmentField } from '../../common/SegmentField.tsx';
import { useApp, useFormats, useText } from '../../common/useApp.ts';
import { useTexts } from '../../common/useTexts.ts';

const grounds = ['checks', 'light', 'dark'] as const;
type Ground = (typeof grounds)[number];
/** Cutting out of another drawing may take long: it is given up for a newer wish after this. */
const graceMs = 250;

/** What is ordered, large, and of avatars in small as well. */
export function MakingPreview({ order }: { readonly order: Order }) {
  const text = useTexts(stickerTexts);
  const [ground, setGround] = useState<Ground>('checks');
  const { preview, problem, isBusy } = usePreview(order);
  return (
    <div className="making-preview" aria-busy={isBusy}>
      <div className="making-stage" data-ground={ground}>
        {preview && <RasterCanvas picture={preview.picture} name={text.preview} />}
        {isBusy && !preview && <p className="making-wait">{text.drawing}</p>}
        {problem && (
          <p className="making-wait" role="alert">
            <ProblemText problem={problem} />
          </p>
        )}
        {preview && preview.icons.length > 0 && (
          <ul className="making-icons" aria-label={text.inUse}>
            {preview.icons.map((icon, index) => (
              <li key={iconSizes[index]}>
                <RasterCanvas picture={icon} name={text.pixels(String(iconSizes[index]))} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="making-below">
        <Facts preview={preview} />
        <SegmentField
          name="making-preview-ground"
          legend={text.previewGround}
          values={grounds}
          chosen={ground}
          labels={text.grounds}
          onChoose={setGround}
        />
      </div>
    </div>
  );
}

/** The file's size. */
function Facts({ preview }: { readonly preview: Preview | null }) {
  const text = useTexts(stickerTexts);
  const formatNames = useText().formatNames;
  const formats = useFormats();
  if (!preview) return <p className="hint" />;
  const { width, height, format, mostBytes } = preview;
  const facts = text.facts(formats.pixels(width), formats.pixels(height), formatNames[format]);
  return (
    <p className="hint">
      {mostBytes === undefined ? facts : text.atMost(facts, kilobytes(formats, mostBytes))}
    </p>
  );
}

function kilobytes(formats: ReturnType<typeof useFormats>, bytes: number): string {
  return bytes < 1_000_000 ? `${formats.count(bytes / 1000)} kB` : formats.megabytes(bytes);
}

/** The preview of the newest order; the last one stays until it is there. */
function usePreview(order: Order): Omit<Shown, 'order'> & { readonly isBusy: boolean } {
  const [shown, setShown] = useState<Shown>({ order: null, preview: null, problem: null });
  const isSaving = useApp(({ job }) => job.save.status === 'running');
  const latest = useRef<ReturnType<typeof createLatest<Order>> | null>(null);
  useEffect(() => {
    const previewer = createPreviewer();
    const own = createLatest<Order>(async (wanted, signal) => {
      try {
        const preview = await previewer.show(wanted, signal);
        if (!signal.aborted) setShown({ order: wanted, preview, problem: null });
      } catch (error) {
        if (isAbort(error) || signal.aborted) return;
        setShown({ order: wanted, preview: null, problem: toProblem(error) });
      }
    }, graceMs);
    latest.current = own;
    return () => {
      own.stop();
      latest.current = null;
    };
  }, []);
  useEffect(() => {
    // An export has the engine to itself.
    if (!isSaving) latest.current?.push(order);
  }, [order, isSaving]);
  const { preview, problem } = shown;
  return { preview, problem, isBusy: shown.order !== order };
}

/** What was made last, and of which order. */
interface Shown {
  readonly order: Order | null;
  readonly preview: Preview | null;
  readonly problem: Problem | null;
}

interface RasterCanvasProps {
  readonly picture: Raster;
  readonly name: string;
}

function RasterCanvas({ picture: { width, height, data }, name }: RasterCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [data, width, height]);
  return <canvas ref={canvas} width={width} height={height} role="img" aria-label={name} />;
}
