import { useEffect } from 'react';
import { addresses, type HandleId } from '#app/shared/handles.ts';
import { developPicture } from '#app/intake/camera/camera.ts';
import type { LiveLook } from '#app/intake/camera/live.ts';
import { downloadFile } from '#app/shared/download.ts';
import { Icon } from '../../common/Icon.tsx';
import { useLaterText } from '../../common/useLaterText.ts';

/** What was taken: a picture, with what it was shown drawn with, or a recording. */
export type Taken =
  | {
      readonly kind: 'picture';
      readonly blob: Blob;
      readonly addressId: HandleId;
      readonly look: LiveLook | null;
    }
  | { readonly kind: 'recording'; readonly file: File; readonly addressId: HandleId };

interface CameraReviewProps {
  readonly taken: Taken;
  readonly onRetake: () => void;
}

/** What was taken, to be used or taken again. */
export function CameraReview({ taken, onRetake }: CameraReviewProps) {
  const later = useLaterText();
  const address = addresses.get(taken.addressId);
  useEffect(() => () => addresses.free(taken.addressId), [taken]);
  const isPicture = taken.kind === 'picture';
  return (
    <div className="viewfinder">
      <div className="viewfinder-picture">
        {isPicture ? (
          <img src={address} alt={later.pictureTaken} />
        ) : (
          // oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written any
          <video src={address} aria-label={later.recorded} controls playsInline />
        )}
      </div>
      <div className="viewfinder-tools is-taken">
        <button type="button" className="button" onClick={onRetake}>
          <Icon name={isPicture ? 'camera' : 'bin'} />
          {isPicture ? later.retake : later.recordAgain}
        </button>
        <button
          type="button"
          className="button is-primary"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the shutter that had the focus is gone
          autoFocus
          onClick={() =>
            taken.kind === 'picture'
              ? developPicture(taken.blob, taken.look)
              : downloadFile(taken.file)
          }
        >
          <Icon name={isPicture ? 'check' : 'download'} />
          {isPicture ? later.usePicture : later.saveRecording}
        </button>
      </div>
    </div>
  );
}
