import { useEffect } from 'react';
import { shownRecipe } from '#app/photo/recipes.ts';
import {
  deleteStyle,
  downloadAllStyles,
  downloadStyle,
  drawThumbnails,
  loadStyles,
  renameStyle,
} from '#app/settings/styles/ownStyles.ts';
import { setStyle } from '#app/settings/settingsActions.ts';
import { dropModel, takeModel } from '#app/settings/styles/ownModels.ts';
import { closeStyleManager } from '#app/settings/styles/styleView.ts';
import type { OwnStyle } from '#app/shared/state/stylesSlice.ts';
import { nameIn } from '#app/text/styleName.ts';
import { Dialog } from '../../common/Dialog.tsx';
import { FileButton } from '../../common/FileButton.tsx';
import { Icon } from '../../common/Icon.tsx';
import { useApp, useFormats } from '../../common/useApp.ts';
import { useLaterText } from '../../common/useLaterText.ts';
import { useStyles } from '../../common/useStyles.ts';
import { ModelCandidatePanel } from './ModelCandidate.tsx';
import { StyleMessageLine } from './StyleMessageLine.tsx';
import './styleTools.css';

/** The list of the user's own styles, and the way in and out for files of them. */
export function StyleManager() {
  const text = useLaterText();
  const own = useApp(({ styles }) => styles.own);
  useEffect(drawThumbnails, []);
  return (
    <Dialog title={text.ownStyles} onClose={close}>
      <p>{own.length === 0 ? text.ownStylesNone : text.ownStylesHint}</p>
      <StyleMessageLine />
      <ModelCandidatePanel />
      <ul className="own-styles">
        {own.map((style) => (
          <OwnStyleRow key={style.id} style={style} />
        ))}
      </ul>
      <div className="manager-buttons">
        <FileButton
          className="button"
          label={text.loadStyles}
          accept=".toonstyle,.toonstyles,application/json"
          multiple
          onFiles={(files) => void loadStyles(files)}
        >
          <Icon name="folder" />
          {text.loadStyles}
        </FileButton>
        <FileButton
          className="button"
          label={text.addModel}
          accept=".onnx"
          onFiles={([model]) => void takeModel(model)}
        >
          <Icon name="plus" />
          {text.addModel}
        </FileButton>
        {own.filter(({ model }) => !model).length > 1 && (
          <button type="button" className="button" onClick={() => void downloadAllStyles()}>
            <Icon name="download" />
            {text.downloadAllStyles}
          </button>
        )}
      </div>
    </Dialog>
  );
}

function close(): void {
  dropModel();
  closeStyleManager();
}

function OwnStyleRow({ style }: { readonly style: OwnStyle }) {
  const text = useLaterText();
  const formats = useFormats();
  const language = useApp(({ settings }) => settings.language);
  const isShown = useApp((state) => shownRecipe(state).styleId === style.id);
  const choice = useStyles(style.id).find(({ id }) => id === style.id);
  const name = nameIn(language, style.names);
  const about = [style.author, style.licence].filter((words) => words !== '').join(' · ');
  return (
    <li className="own-style">
      <button
        type="button"
        className="own-style-picture"
        aria-label={text.drawInStyle(name)}
        aria-pressed={isShown}
        onClick={() => setStyle(style.id)}
      >
        {choice && <img src={choice.thumbnailUrl} alt="" width="64" height="64" />}
      </button>
      <div className="own-style-words">
        <input
          type="text"
          className="text-field"
          aria-label={text.renameStyle(name)}
          maxLength={60}
          defaultValue={name}
          key={name}
          onBlur={(event) => {
            if (event.currentTarget.value.trim() === '') event.currentTarget.value = name;
            void renameStyle(style.id, event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            void renameStyle(style.id, event.currentTarget.value);
          }}
        />
        {about && <p className="hint">{about}</p>}
        {style.model && (
          <p className="hint">{text.modelSize(formats.megabytes(style.model.sizeBytes))}</p>
        )}
      </div>
      {!style.model && (
        <button
          type="button"
          className="quiet-button is-square"
          aria-label={text.downloadStyle(name)}
          title={text.downloadStyle(name)}
          onClick={() => void downloadStyle(style.id)}
        >
          <Icon name="download" />
        </button>
      )}
      <button
        type="button"
        className="quiet-button is-square"
        aria-label={text.deleteStyle(name)}
        title={text.deleteStyle(name)}
        onClick={() => void deleteStyle(style.id)}
      >
        <Icon name="bin" />
      </button>
    </li>
  );
}
