import './styles/tokens.css';
import './styles/base.css';
import './styles/page.css';
import { Suspense } from 'react';
import { acceptPicked, attachFilePicker } from '#app/filePicker.ts';
import { Announcer } from './common/Announcer.tsx';
import { later } from './common/later.tsx';
import { useApp, useText } from './common/useApp.ts';
import { Controls } from './controls/Controls.tsx';
import { UpdateNote } from './device/UpdateNote.tsx';
import { DropZone } from './DropZone.tsx';
import { Header } from './header/Header.tsx';
import { Stage } from './stage/Stage.tsx';
import { useKeyboard } from './useKeyboard.ts';

const DevicePanel = later(async () => (await import('./device/DevicePanel.tsx')).DevicePanel);
const Diagnostics = later(async () => (await import('./diagnostics/Diagnostics.tsx')).Diagnostics);

/** The whole page. */
export function App() {
  const text = useText();
  const hasPhoto = useApp(({ photo }) => photo.work !== null || photo.incoming !== null);
  const hasDevicePanel = useApp(({ offline }) => offline.isPanelOpen);
  const hasDiagnostics = useApp(({ diagnostics }) => diagnostics.isShown);
  useKeyboard();
  return (
    <>
      <Header />
      <main className="page" data-scene={hasPhoto ? 'work' : 'start'}>
        <Stage />
        {hasPhoto && <Controls />}
        <input
          ref={attachFilePicker}
          type="file"
          accept="image/*,.heic,.heif,.avif"
          className="visually-hidden"
          aria-label={text.photoField}
          tabIndex={-1}
          onChange={(event) => acceptPicked(event.currentTarget)}
        />
      </main>
      <DropZone />
      <Suspense>
        {hasDevicePanel && <DevicePanel />}
        {hasDiagnostics && <Diagnostics />}
      </Suspense>
      <UpdateNote />
      <Announcer />
    </>
  );
}
