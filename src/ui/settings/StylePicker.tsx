import { shownPhoto } from '#app/shared/state/photoSlice.ts';
import { shownRecipe } from '#app/photo/recipes.ts';
import { setStyle } from '#app/settings/settingsActions.ts';
import { isOwnModel } from '#app/shared/styleEntries.ts';
import { nameIn } from '#app/text/styleName.ts';
import { initialWall, wallFace, wallKey } from '#app/shared/state/wallSlice.ts';
import { Icon } from '../common/Icon.tsx';
import { useApp, useText } from '../common/useApp.ts';
import { useStyles } from '../common/useStyles.ts';
import { PendingStyles } from './PendingStyles.tsx';
import { BitmapCanvas } from '../photo/BitmapCanvas.tsx';

/** The wall of styles: the shown person in each, a neutral sketch until that is drawn; without a photo, the manifest's pictures. */
export function StylePicker() {
  const text = useText();
  const chosenId = useApp((state) => shownRecipe(state).styleId);
  const styles = useStyles(chosenId || null);
  const language = useApp(({ settings }) => settings.language);
  const faceId = useApp(wallFace);
  const hasPhoto = useApp(({ photo, batch }) => !batch.isShown && shownPhoto(photo) !== undefined);
  const pictures = useApp(({ wall, batch }) => (batch.isShown ? initialWall : wall).pictures);
  return (
    <div className="styles" role="radiogroup" aria-label={text.styleTitle}>
      {styles.length === 0 && <PendingStyles />}
      {styles.map(({ id, names, thumbnailUrl, backdrop: [ground, figure] }) => {
        const bitmapId = pictures[wallKey(faceId, id)];
        return (
          <label key={id} className="style">
            <input
              type="radio"
              name="style"
              className="visually-hidden"
              value={id}
              checked={id === chosenId}
              onChange={() => setStyle(id)}
            />
            <span className="style-picture">
              {hasPhoto && !isOwnModel(id) ? (
                <span className="style-sketch" style={{ '--ground': ground, '--figure': figure }}>
                  <Icon name="face" />
                </span>
              ) : (
                <img src={thumbnailUrl} alt="" width="256" height="256" draggable={false} />
              )}
              {bitmapId !== undefined && <BitmapCanvas bitmapId={bitmapId} />}
            </span>
            <span className="style-name">{nameIn(language, names)}</span>
          </label>
        );
      })}
    </div>
  );
}
