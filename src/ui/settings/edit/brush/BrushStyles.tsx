import { useStore } from 'zustand';
import { wallFace, wallKey } from '#app/shared/state/wallSlice.ts';
import { brushStore, brushStyle } from '#app/settings/edit/brush/brush.ts';
import { brushToolTexts } from '#app/text/edit/brush.ts';
import { nameIn } from '#app/text/styleName.ts';
import { useApp } from '../../../common/useApp.ts';
import { useStyles } from '../../../common/useStyles.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { BitmapCanvas } from '../../../photo/BitmapCanvas.tsx';
import '../../stylePicker.css';

/** The style that the brush paints in: the person in each, as the wall of styles shows them. */
export function BrushStyles() {
  const text = useTexts(brushToolTexts);
  const language = useApp(({ settings }) => settings.language);
  const faceId = useApp(wallFace);
  const pictures = useApp(({ wall }) => wall.pictures);
  const chosen = useStore(brushStore, ({ styleId }) => styleId);
  const styles = useStyles(chosen);
  const chosenId = brushStyle(
    chosen,
    styles.map(({ id }) => id),
  );
  return (
    <div className="styles brush-styles" role="radiogroup" aria-label={text.styleTitle}>
      {styles.map(({ id, names, thumbnailUrl }) => {
        const bitmapId = pictures[wallKey(faceId, id)];
        return (
          <label key={id} className="style">
            <input
              type="radio"
              name="brush-style"
              className="visually-hidden"
              value={id}
              checked={id === chosenId}
              onChange={() => brushStore.setState({ styleId: id })}
            />
            <span className="style-picture">
              <img src={thumbnailUrl} alt="" width="256" height="256" draggable={false} />
              {bitmapId !== undefined && <BitmapCanvas bitmapId={bitmapId} />}
            </span>
            <span className="style-name">{nameIn(language, names)}</span>
          </label>
        );
      })}
    </div>
  );
}
