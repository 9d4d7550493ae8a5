import { type OpenedVideo, videoFormats } from '#app/shared/state/videoSlice.ts';
import { setVideoFormat, setVideoRate, setVideoSize } from '#app/video/video.ts';
import { ratesOf, sizesOf } from '#app/video/videoPlan.ts';
import { evenSize } from '#domain/motion/evenSize.ts';
import { SegmentField } from '../common/SegmentField.tsx';
import { useApp, useFormats } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';

const formatNames = { mp4: 'MP4', webm: 'WebM', gif: 'GIF', webp: 'WebP' } as const;

/** How the drawn video is written: format, size, frames per second. */
export function VideoOptions({ video: { info } }: { readonly video: OpenedVideo }) {
  const text = useLaterText();
  const formats = useFormats();
  const format = useApp(({ video }) => video.format);
  const sizePx = useApp(({ video }) => video.sizePx);
  const rate = useApp(({ video }) => video.rate);
  const rates = ratesOf(info);
  const filmed = formats.count(Math.max(1, Math.round(info.framesPerS)));
  return (
    <div className="video-options">
      <SegmentField
        name="video-format"
        legend={text.videoFormat}
        showsLegend
        values={videoFormats}
        chosen={format}
        labels={formatNames}
        hints={text.videoFormatHints}
        onChoose={setVideoFormat}
      />
      <label className="select-field">
        <span>{text.videoSize}</span>
        <select
          value={sizePx}
          onChange={({ currentTarget }) => setVideoSize(Number(currentTarget.value))}
        >
          {sizesOf(info).map((size) => {
            const { width, height } = evenSize(info, size);
            return (
              <option key={size} value={size}>
                {`${formats.pixels(width)} × ${formats.pixels(height)}`}
              </option>
            );
          })}
        </select>
      </label>
      <label className="select-field">
        <span>{text.videoRate}</span>
        <select
          value={rate}
          onChange={({ currentTarget }) => {
            const chosen = rates.find((each) => each === currentTarget.value);
            if (chosen) setVideoRate(chosen);
          }}
        >
          {rates.map((each) => (
            <option key={each} value={each}>
              {each === 'all' ? text.videoRateAll(filmed) : each}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
