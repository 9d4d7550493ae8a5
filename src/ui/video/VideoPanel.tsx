import { useEffect } from 'react';
import { shownPhoto } from '#app/shared/state/photoSlice.ts';
import { shownFrameS } from '#app/shared/state/videoSlice.ts';
import { openShownAnimation } from '#app/video/video.ts';
import { useApp, useFormats } from '../common/useApp.ts';
import { compactQuery, useMediaQuery } from '../common/useMediaQuery.ts';
import { useLaterText } from '../common/useLaterText.ts';
import { Timeline } from './Timeline.tsx';
import { VideoJobBar } from './VideoJobBar.tsx';
import { VideoOptions } from './VideoOptions.tsx';
import './video.css';

/** What a video has below the shown frame: its timeline, how it is written, and its drawing. */
export function VideoPanel() {
  const text = useLaterText();
  const sourceId = useApp(({ photo }) => shownPhoto(photo)?.sourceId);
  const isFrame = useApp(({ video }) => shownFrameS(video, sourceId) !== undefined);
  const video = useApp((state) => state.video.video);
  const status = useApp((state) => state.video.job.status);
  const frames = useApp(({ video: { job } }) => (job.status === 'done' ? job.result.frames : null));
  const formats = useFormats();
  useEffect(() => {
    // An animated image comes as a photo.
    if (!isFrame && sourceId !== undefined) void openShownAnimation(sourceId);
  }, [isFrame, sourceId]);
  const isCompact = useMediaQuery(compactQuery);
  if (!video || !isFrame) return null;
  const options = (status === 'idle' || status === 'failed') && <VideoOptions video={video} />;
  const isBusy = status === 'running' || status === 'paused';
  return (
    <section className="video-panel" aria-label={text.videoTitle}>
      <Timeline video={video} />
      {!isCompact && options}
      <VideoJobBar video={video} isBusy={isBusy} />
      <p className="visually-hidden" role="status">
        {frames !== null && text.videoDrawn(text.videoFrames(frames, formats.count(frames)))}
      </p>
      {isCompact && options && (
        <details className="video-more">
          <summary>{text.videoOptions}</summary>
          {options}
        </details>
      )}
    </section>
  );
}
