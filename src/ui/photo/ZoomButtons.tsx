import { zoomRange } from '#domain/picture/zoom.ts';
import { zoomIn, zoomOut, zoomToFit } from '#app/photo/zoomActions.ts';
import { StepButton } from '../common/StepButton.tsx';
import { useApp, useText } from '../common/useApp.ts';

/** Smaller, whole, larger. */
export function ZoomButtons() {
  const text = useText();
  const isFitted = useApp(({ photo }) => photo.zoom.scale === zoomRange.min);
  const isLargest = useApp(({ photo }) => photo.zoom.scale === zoomRange.max);
  return (
    <div className="zoom-buttons">
      <StepButton icon="minus" name={text.zoomOut} isIdle={isFitted} onPress={zoomOut} />
      <StepButton icon="fit" name={text.zoomToFit} isIdle={isFitted} onPress={zoomToFit} />
      <StepButton icon="plus" name={text.zoomIn} isIdle={isLargest} onPress={zoomIn} />
    </div>
  );
}
