import './styles/tokens.css';
import './styles/base.css';
import './styles/page.css';
import { lazy, Suspense } from 'react';
import { acceptPicked, attachFilePicker } from '#app/filePicker.ts';
import type { AppState } from '#app/store.ts';
import { Announcer } from './common/Announcer.tsx';
import { useApp, useText } from './common/useApp.ts';
import { Controls } from './controls/Controls.tsx';
import { SavePanel } from './controls/SavePanel.tsx';
import { DevicePanel } from './device/DevicePanel.tsx';
import { UpdateNote } from './device/UpdateNote.tsx';
import { DropZone } from './DropZone.tsx';
import { Header } from './header/Header.tsx';
import { Stage } from './stage/Stage.tsx';
import { useKeyboard } from './useKeyboard.ts';

/** Fetched when somebody comes with more than one photo. */
const BatchScene = lazy(() =>
  import('./batch/BatchScene.tsx').then(
    ({ BatchScene }) => ({ default: BatchScene }),
    () => ({ default: Unreachable }),
  ),
);

function Unreachable() {
  const { what, next } = useText().problems.APP_UNREACHABLE;
  return (
    <p role="alert">
      {what} {next}
    </p>
  );
}

/** The whole page. */
export function App() {
  const text = useText();
  const scene = useApp(sceneOf);
  useKeyboard();
  return (
    <>
      <Header />
      <main className="page" data-scene={scene}>
        {scene === 'batch' ? (
          <Suspense fallback={<div className="panel" />}>
            <BatchScene />
          </Suspense>
        ) : (
          <Stage />
        )}
        {scene === 'work' && <Controls save={<SavePanel />} />}
        <input
          ref={attachFilePicker}
          type="file"
          multiple
          accept="image/*,.heic,.heif,.avif"
          className="visually-hidden"
          aria-label={text.photoField}
          tabIndex={-1}
          onChange={(event) => acceptPicked(event.currentTarget)}
        />
      </main>
      <DropZone />
      <DevicePanel />
      <UpdateNote />
      <Announcer />
    </>
  );
}

function sceneOf({ photo, batch }: AppState): 'start' | 'work' | 'batch' {
  if (batch.isShown) return 'batch';
  return photo.work !== null || photo.incoming !== null ? 'work' : 'start';
}
