import { type FormEvent, useState } from 'react';
import { isPlain, parseStyleCode } from '#domain/style/styleCode.ts';
import { shownRecipe } from '#app/photo/recipes.ts';
import { openStyleManager } from '#app/settings/styles/styleView.ts';
import { takeReference } from '#app/settings/styles/reference.ts';
import { saveShownStyle } from '#app/settings/styles/ownStyles.ts';
import { FileButton } from '../../common/FileButton.tsx';
import { Icon } from '../../common/Icon.tsx';
import { useApp, useStyleName } from '../../common/useApp.ts';
import { useLaterText } from '../../common/useLaterText.ts';
import { MixPanel } from './MixPanel.tsx';
import { ReferencePanel } from './ReferencePanel.tsx';
import { StyleMessageLine } from './StyleMessageLine.tsx';
import './styleTools.css';

/** What can be done with styles beyond choosing one: mixing them, keeping one's own. */
export function StyleTools() {
  const text = useLaterText();
  const [isMixOpen, setIsMixOpen] = useState(false);
  return (
    <div className="style-tools">
      <div className="tool-row">
        <button
          type="button"
          className="tool"
          aria-expanded={isMixOpen}
          onClick={() => setIsMixOpen(!isMixOpen)}
        >
          <Icon name="sliders" />
          {text.mixTitle}
        </button>
        <FileButton
          className="tool"
          label={text.fromPictureHint}
          accept="image/*,.heic,.heif,.avif"
          onFiles={([picture]) => void takeReference(picture)}
        >
          <Icon name="photo" />
          {text.fromPicture}
        </FileButton>
        <button type="button" className="tool" onClick={openStyleManager}>
          <Icon name="styles" />
          {text.ownStyles}
        </button>
      </div>
      {isMixOpen && <MixPanel />}
      <ReferencePanel />
      <SaveStyle />
      <StyleMessageLine />
    </div>
  );
}

/** Keeps a style that is none of those listed. */
function SaveStyle() {
  const text = useLaterText();
  const styleId = useApp((state) => shownRecipe(state).styleId);
  const isListed = useApp(({ styles }) => styles.own.some(({ id }) => id === styleId));
  const styleName = useStyleName(styleId);
  const [name, setName] = useState('');
  const code = parseStyleCode(styleId);
  if (!code || isPlain(code) || isListed) return null;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    void saveShownStyle(name.trim() || (styleName ?? styleId));
    setName('');
  };
  return (
    <form className="save-style" onSubmit={save}>
      <input
        type="text"
        className="text-field"
        aria-label={text.styleNameLabel}
        placeholder={styleName ?? ''}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" className="button">
        {text.saveStyle}
      </button>
    </form>
  );
}
