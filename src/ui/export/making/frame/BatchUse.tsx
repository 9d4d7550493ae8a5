import { frameForMany, setBatchFrame } from '#app/batch/batchFrame.ts';
import { frameTexts } from '#app/text/edit/frame.ts';
import { isSame } from '#domain/edit/same.ts';
import { useApp } from '../../../common/useApp.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { useMaker } from './useMaker.ts';

/** Gives the frame to every photo of the batch, where there is one. */
export function BatchUse() {
  const text = useTexts(frameTexts);
  const hasBatch = useApp(({ batch }) => batch.items.length > 0);
  const used = useApp(({ batch }) => batch.frame);
  const frame = useMaker(({ frame }) => frame);
  const isPassport = useMaker(({ print }) => print?.paper === 'passport');
  const offered = frameForMany(frame);
  if (!hasBatch || !offered || isPassport) return null;
  return (
    <div className="maker-batch">
      <button type="button" className="link-button" onClick={() => setBatchFrame(frame)}>
        {text.useForBatch}
      </button>
      <p className="hint" role="status">
        {isSame(used, offered) && text.usedForBatch}
      </p>
    </div>
  );
}
