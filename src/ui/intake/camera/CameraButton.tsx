import { hasCamera, openCamera } from '#app/intake/camera/cameraActions.ts';
import { Icon } from '../../common/Icon.tsx';
import { useText } from '../../common/useApp.ts';

interface CameraButtonProps {
  readonly className: string;
  readonly isIconOnly?: boolean;
}

/** Absent where there can be no camera. */
export function CameraButton({ className, isIconOnly = false }: CameraButtonProps) {
  const text = useText();
  if (!hasCamera()) return null;
  return (
    <button
      type="button"
      className={isIconOnly ? `${className} is-square` : className}
      aria-label={text.takePhoto}
      title={isIconOnly ? text.takePhoto : undefined}
      onClick={openCamera}
    >
      <Icon name="camera" />
      {!isIconOnly && text.takePhoto}
    </button>
  );
}
