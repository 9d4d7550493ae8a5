import { useCallback } from 'react';
import { addresses } from '#app/shared/handles.ts';
import { watch } from '#app/shared/state/store.ts';
import { type DrawnVideo, isAnimation, type OpenedVideo } from '#app/shared/state/videoSlice.ts';
import { timeWords } from '#app/text/timeWords.ts';
import { cancelVideo, drawVideo, forgetResult, pauseVideo, saveVideo } from '#app/video/video.ts';
import { frameCount, isTooMuch } from '#app/video/videoPlan.ts';
import { Icon } from '../common/Icon.tsx';
import { ProblemText } from '../common/ProblemText.tsx';
import { LiveMeter } from '../common/LiveMeter.tsx';
import { useApp, useFormats } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

interface VideoJobBarProps {
  readonly video: OpenedVideo;
  readonly isBusy: boolean;
}

/** Starts the drawing, tells how far it is, or shows what became of it. */
export function VideoJobBar({ video, isBusy }: VideoJobBarProps) {
  const job = useApp((state) => state.video.job);
  if (isBusy) return <Running />;
  return job.status === 'done' ? (
    <Result result={job.result} />
  ) : (
    <>
      {job.status === 'failed' && (
        <p className="video-problem" role="alert">
          <ProblemText problem={job.problem} />
        </p>
      )}
      <Start video={video} />
    </>
  );
}

function Start({ video: { info } }: { readonly video: OpenedVideo }) {
  const text = useLaterText();
  const formats = useFormats();
  const count = useApp(({ video }) => frameCount(info, video));
  const isMuch = useApp(({ video }) => isTooMuch(info, video));
  return (
    <div className="video-tools">
      <button
        type="button"
        className="button is-primary"
        disabled={isMuch}
        onClick={() => void drawVideo()}
      >
        <Icon name="styles" />
        {info.kind === 'animation' ? text.drawAnimation : text.drawTheVideo}
      </button>
      <span className="hint">
        {isMuch ? text.videoTooLong : text.videoFrames(count, formats.count(count))}
      </span>
    </div>
  );
}

function Running() {
  const text = useLaterText();
  const formats = useFormats();
  const isPaused = useApp(({ video }) => video.job.status === 'paused');
  const follow = useCallback(
    (show: (words: string, fraction: number) => void) =>
      watch(
        ({ video }) => video.headway,
        (headway) => {
          if (!headway || headway.frames === 0) {
            show(text.videoPreparing, 0);
            return;
          }
          const { fraction, frames, framesPerS, remainingMs } = headway;
          const drawn = text.videoFrames(frames, formats.count(frames));
          const words = [text.videoProgress(drawn, formats.decimal(framesPerS))];
          if (remainingMs !== null) {
            words.push(text.timeLeft(timeWords(remainingMs, text, formats)));
          }
          show(words.join(' · '), fraction);
        },
      ),
    [text, formats],
  );
  return (
    <div className="video-tools">
      <LiveMeter name={text.videoTitle} follow={follow} />
      {isPaused && <span className="hint">{text.videoPaused}</span>}
      <button
        type="button"
        className="button"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the button that had the focus is gone
        autoFocus
        onClick={() => pauseVideo(!isPaused)}
      >
        {isPaused ? text.resumeVideo : text.pauseVideo}
      </button>
      <button type="button" className="button" onClick={cancelVideo}>
        <Icon name="close" />
        {text.cancelVideo}
      </button>
    </div>
  );
}

function Result({ result }: { readonly result: DrawnVideo }) {
  const text = useLaterText();
  const formats = useFormats();
  const { addressId, frames, sizeBytes, format, cutBy, isSilent } = result;
  const address = addresses.get(addressId);
  const drawn = text.videoFrames(frames, formats.count(frames));
  return (
    <div className="video-result">
      {isAnimation(format) ? (
        <img src={address} alt={text.videoResult} />
      ) : (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written any
        <video src={address} aria-label={text.videoResult} controls loop playsInline />
      )}
      <div className="video-outcome">
        <p>{text.videoDone(drawn, formats.megabytes(sizeBytes))}</p>
        {cutBy && <p role="alert">{text.videoCutBy[cutBy]}</p>}
        {isSilent && <p className="hint">{text.videoSilent}</p>}
        <div className="video-tools">
          <button
            type="button"
            className="button is-primary"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the button that had the focus is gone
            autoFocus
            onClick={saveVideo}
          >
            <Icon name="download" />
            {text.videoDownload}
          </button>
          <button type="button" className="button" onClick={forgetResult}>
            {text.videoDiscard}
          </button>
        </div>
      </div>
    </div>
  );
}
