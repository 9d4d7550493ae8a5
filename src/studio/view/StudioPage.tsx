import { useEffect } from 'react';
import { isTextField } from '#ui/common/textField.ts';
import { Wordmark } from '#ui/common/Wordmark.tsx';
import { compactQuery, useMediaQuery } from '#ui/common/useMediaQuery.ts';
import { useTexts } from '#ui/common/useTexts.ts';
import { LanguageSwitch } from '#ui/header/LanguageSwitch.tsx';
import { ThemeSwitch } from '#ui/header/ThemeSwitch.tsx';
import '#ui/header/header.css';
import '#ui/settings/controls.css';
import { redo, undo } from '../table/points.ts';
import { getStudio } from '../table/store.ts';
import { studioTexts } from '../texts.ts';
import { Boards } from './Boards.tsx';
import { CheckPanel } from './CheckPanel.tsx';
import { Messages } from './Messages.tsx';
import { QualityPanel } from './QualityPanel.tsx';
import { SetPanel } from './SetPanel.tsx';
import { Tools } from './Tools.tsx';
import './studio.css';

/** The pair studio. */
export function StudioPage() {
  const text = useTexts(studioTexts);
  const isCompact = useMediaQuery(compactQuery);

  useEffect(() => {
    const keydown = (event: KeyboardEvent): void => {
      const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
      if (!isUndo || isTextField(event.target)) return;
      event.preventDefault();
      (event.shiftKey ? redo : undo)();
    };
    const beforeUnload = (event: Event): void => {
      if (getStudio().isChanged) event.preventDefault();
    };
    addEventListener('keydown', keydown);
    addEventListener('beforeunload', beforeUnload);
    return () => {
      removeEventListener('keydown', keydown);
      removeEventListener('beforeunload', beforeUnload);
    };
  }, []);

  return (
    <>
      <header className="header">
        <a className="header-home" href="../" aria-label={text.back}>
          <Wordmark />
        </a>
        <h1 className="heading pair-title">{text.title}</h1>
        <div className="header-tools">
          <ThemeSwitch />
          <LanguageSwitch isCompact={isCompact} />
        </div>
      </header>
      <main className="pair-page">
        <div className="pair-work">
          <p className="hint pair-intro">{text.intro}</p>
          <Messages />
          <Boards />
        </div>
        <div className="pair-column">
          <Tools />
          <QualityPanel />
          <CheckPanel />
          <SetPanel />
        </div>
      </main>
    </>
  );
}
