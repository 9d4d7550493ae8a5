import { useEffect, useRef } from 'react';
import { enterDialog } from '#app/export/dialogExport.ts';
import { leaveFrames } from '#app/export/frames/frameFile.ts';
import { adaptTo } from '#app/export/frames/maker.ts';
import { useApp } from '../../../common/useApp.ts';
import { BubbleFields } from './BubbleFields.tsx';
import { FramePreview } from './FramePreview.tsx';
import { KindFields } from './KindFields.tsx';
import { PaperFields } from './PaperFields.tsx';
import { WaysOut } from './WaysOut.tsx';
import { WordsFields } from './WordsFields.tsx';
import './frame.css';

/** What the frame will look like, and beside it everything that it is made of. */
export function FrameMaker() {
  const work = useApp(({ photo }) => photo.work);
  const words = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (work) adaptTo(work);
  }, [work]);
  useEffect(() => {
    enterDialog();
    return leaveFrames;
  }, []);
  if (!work) return null;
  return (
    <div className="maker">
      <FramePreview work={work} onWrite={() => words.current?.focus()} />
      <div className="maker-options">
        <KindFields work={work} />
        <BubbleFields work={work} words={words} />
        <WordsFields work={work} />
        <PaperFields />
      </div>
      <WaysOut />
    </div>
  );
}
