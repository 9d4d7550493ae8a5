import { useEffect, useRef, useState } from 'react';
import { playTime } from '#app/shared/playTime.ts';
import { shownPhoto } from '#app/shared/state/photoSlice.ts';
import { type OpenedVideo, shownFrameS, type StripPicture } from '#app/shared/state/videoSlice.ts';
import { setPart, showFrame } from '#app/video/video.ts';
import {
  firstPartS,
  longVideoS,
  mostSize,
  sliderStepS,
  stripLength,
  stripPiece,
} from '#app/video/videoPlan.ts';
import { useApp, useFormats } from '../common/useApp.ts';
import { useLaterText } from '../common/useLaterText.ts';
import { BitmapCanvas } from '../photo/BitmapCanvas.tsx';

/** Of a shorter video times have tenths. */
const shortVideoS = 60;
/** How long a slider rests before its frame is drawn. */
const settleMs = 250;

interface TimelineProps {
  readonly video: OpenedVideo;
}

/** The video from its start to its end: filmed frames, over them the drawn ones, and what of it is chosen. */
export function Timeline({ video }: TimelineProps) {
  const text = useLaterText();
  const { durationS, isHdr } = video.info;
  const startS = useApp((state) => state.video.startS);
  const endS = useApp((state) => state.video.endS);
  const isBusy = useApp(
    ({ video: { job } }) => job.status === 'running' || job.status === 'paused',
  );
  const frameS = useApp(({ photo, video: slice }) =>
    shownFrameS(slice, shownPhoto(photo)?.sourceId),
  );
  const shown = (seconds: number): string => playTime(seconds, durationS < shortVideoS);
  const [wantedS, want] = useSettled(frameS ?? 0, (timeS) => void showFrame(timeS));
  const slider = { min: 0, max: durationS, step: sliderStepS, disabled: isBusy };
  return (
    <div className="timeline">
      <p className="timeline-part">
        {text.videoPart(shown(startS), shown(endS), shown(endS - startS))}
      </p>
      <div
        className="timeline-strip"
        style={{
          '--start': startS / durationS,
          '--end': endS / durationS,
          '--at': wantedS / durationS,
        }}
      >
        <Strip durationS={durationS} />
        <span className="timeline-shade is-before" />
        <span className="timeline-shade is-after" />
        <span className="timeline-head" />
        <input
          type="range"
          className="timeline-end"
          aria-label={text.videoStart}
          aria-valuetext={shown(startS)}
          {...slider}
          value={startS}
          onChange={({ currentTarget }) => setPart(currentTarget.valueAsNumber, endS)}
        />
        <input
          type="range"
          className="timeline-end"
          aria-label={text.videoEnd}
          aria-valuetext={shown(endS)}
          {...slider}
          value={endS}
          onChange={({ currentTarget }) => setPart(startS, currentTarget.valueAsNumber)}
        />
      </div>
      <label className="timeline-frame">
        <span>{text.videoFrame}</span>
        <input
          type="range"
          aria-valuetext={shown(wantedS)}
          {...slider}
          value={wantedS}
          onChange={({ currentTarget }) => want(currentTarget.valueAsNumber)}
        />
        <span className="timeline-time">{shown(wantedS)}</span>
      </label>
      {durationS > longVideoS && startS === 0 && endS === firstPartS && (
        <p className="hint">{text.videoLong(playTime(durationS))}</p>
      )}
      <LargeHint info={video.info} />
      {isHdr && <p className="hint">{text.videoHdr}</p>}
    </div>
  );
}

/** That the video is drawn smaller than it is, where that is so. */
function LargeHint({ info }: { readonly info: OpenedVideo['info'] }) {
  const text = useLaterText();
  const formats = useFormats();
  const most = mostSize(info);
  const shown = (size: NonNullable<typeof most>): string =>
    `${formats.pixels(size.width)} × ${formats.pixels(size.height)}`;
  return most && <p className="hint">{text.videoLarge(shown(info), shown(most))}</p>;
}

/** The newest picture of each piece of the video: the drawn one once there is one. */
function Strip({ durationS }: { readonly durationS: number }) {
  const filmed = useApp((state) => state.video.filmed);
  const drawn = useApp((state) => state.video.drawn);
  const cells = Array.from({ length: stripLength }, (_, index) => {
    const isHere = ({ timeS }: StripPicture): boolean => stripPiece(timeS, durationS) === index;
    return { filmed: filmed.find(isHere), drawn: drawn.find(isHere) };
  });
  return (
    <div className="timeline-pictures" aria-hidden="true">
      {cells.map((cell, index) => {
        const shown = cell.drawn ?? cell.filmed;
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a cell is its place
          <span key={index} className={cell.drawn ? 'timeline-cell is-drawn' : 'timeline-cell'}>
            {shown && <BitmapCanvas key={shown.bitmapId} bitmapId={shown.bitmapId} />}
          </span>
        );
      })}
    </div>
  );
}

/** A value that follows `given`, and a way to change it: `settle` is called once it has rested. */
function useSettled(
  given: number,
  settle: (value: number) => void,
): [number, (value: number) => void] {
  const [own, setOwn] = useState<{ readonly value: number; readonly instead: number } | null>(null);
  const latest = useRef(settle);
  useEffect(() => {
    latest.current = settle;
  });
  useEffect(() => {
    if (own === null) return undefined;
    const timer = setTimeout(() => latest.current(own.value), settleMs);
    return () => clearTimeout(timer);
  }, [own]);
  // Once another value is given, that is the one.
  if (own && own.instead !== given) setOwn(null);
  return [own?.value ?? given, (wanted) => setOwn({ value: wanted, instead: given })];
}
