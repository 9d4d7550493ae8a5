import { zoomRange } from '#domain/zoom.ts';
import { zoomIn, zoomOut, zoomToFit } from '#app/zoomActions.ts';
import { Icon, type IconName } from '../common/Icon.tsx';
import { useApp, useText } from '../common/useApp.ts';

/** Smaller, whole, larger. */
export function ZoomButtons() {
  const text = useText();
  const isFitted = useApp(({ photo }) => photo.zoom.scale === zoomRange.min);
  const isLargest = useApp(({ photo }) => photo.zoom.scale === zoomRange.max);
  return (
    <div className="zoom-buttons">
      <ZoomButton icon="minus" name={text.zoomOut} isIdle={isFitted} onPress={zoomOut} />
      <ZoomButton icon="fit" name={text.zoomToFit} isIdle={isFitted} onPress={zoomToFit} />
      <ZoomButton icon="plus" name={text.zoomIn} isIdle={isLargest} onPress={zoomIn} />
    </div>
  );
}

interface ZoomButtonProps {
  readonly icon: IconName;
  readonly name: string;
  /** It would do nothing; it keeps the focus, though. */
  readonly isIdle: boolean;
  readonly onPress: () => void;
}

function ZoomButton({ icon, name, isIdle, onPress }: ZoomButtonProps) {
  return (
    <button
      type="button"
      className="quiet-button is-square"
      aria-label={name}
      title={name}
      aria-disabled={isIdle}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
