import './styles/tokens.css';
import './styles/base.css';
import './styles/page.css';
import { acceptPicked, attachFilePicker } from '#app/filePicker.ts';
import { CameraDialog } from './camera/CameraDialog.tsx';
import { Announcer } from './common/Announcer.tsx';
import { useApp, useText } from './common/useApp.ts';
import { Controls } from './controls/Controls.tsx';
import { DevicePanel } from './device/DevicePanel.tsx';
import { UpdateNote } from './device/UpdateNote.tsx';
import { Diagnostics } from './diagnostics/Diagnostics.tsx';
import { DropZone } from './DropZone.tsx';
import { Header } from './header/Header.tsx';
import { Stage } from './stage/Stage.tsx';
import { useKeyboard } from './useKeyboard.ts';

/** The whole page. */
export function App() {
  const text = useText();
  const hasPhoto = useApp(({ photo }) => photo.work !== null || photo.incoming !== null);
  const hasCamera = useApp(({ camera }) => camera.isOpen);
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
      {hasCamera && <CameraDialog />}
      {hasDevicePanel && <DevicePanel />}
      {hasDiagnostics && <Diagnostics />}
      <UpdateNote />
      <Announcer />
    </>
  );
}
