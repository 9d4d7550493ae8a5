import { acceptPicked, attachFilePicker } from '#app/intake/filePicker.ts';
import { takeIn } from '#app/intake/intake.ts';
import { CameraDialog } from './intake/camera/CameraDialog.tsx';
import { sceneOf } from '#app/shared/scene.ts';
import { Announcer } from './common/Announcer.tsx';
import { Lazy } from './common/Lazy.tsx';
import { useApp, useText } from './common/useApp.ts';
import { DevicePanel } from './offline/DevicePanel.tsx';
import { UpdateNote } from './offline/UpdateNote.tsx';
import { Diagnostics } from './diagnostics/Diagnostics.tsx';
import { GalleryDialog } from './gallery/GalleryDialog.tsx';
import { DropZone } from './intake/DropZone.tsx';
import { Header } from './header/Header.tsx';
import { Stage } from './photo/Stage.tsx';
import { useKeyboard } from './useKeyboard.ts';
import { loadPhotoControls } from './workScene.ts';

/** Fetched when somebody comes with more than one photo. */
const loadBatch = async () => (await import('./batch/BatchScene.tsx')).BatchScene;

const loadStyleManager = async () =>
  (await import('./settings/styles/StyleManager.tsx')).StyleManager;

const loadExamples = async () => (await import('./start/Examples.tsx')).Examples;

/** The whole page. */
export function App() {
  const text = useText();
  const scene = useApp(sceneOf);
  const hasCamera = useApp(({ camera }) => camera.isOpen);
  const hasDevicePanel = useApp(({ offline }) => offline.isPanelOpen);
  const hasGallery = useApp(({ gallery }) => gallery.isOpen);
  const hasStyleManager = useApp(({ styles }) => styles.isManagerOpen);
  const hasDiagnostics = useApp(({ diagnostics }) => diagnostics.isShown);
  useKeyboard();
  return (
    <>
      <Header />
      <main className="page" data-scene={scene}>
        {scene === 'batch' ? <Lazy load={loadBatch} /> : <Stage />}
        {scene === 'work' && <Lazy load={loadPhotoControls} />}
        <input
          ref={attachFilePicker}
          type="file"
          multiple
          accept="image/*,video/*,.heic,.heif,.avif,.mkv"
          className="visually-hidden"
          aria-label={text.photoField}
          tabIndex={-1}
          onChange={(event) => acceptPicked(event.currentTarget)}
        />
      </main>
      {scene === 'start' && <Lazy load={loadExamples} />}
      <DropZone take={takeIn} />
      {hasCamera && <CameraDialog />}
      {hasDevicePanel && <DevicePanel />}
      {hasGallery && <GalleryDialog />}
      {hasStyleManager && <Lazy load={loadStyleManager} />}
      {hasDiagnostics && <Diagnostics />}
      <UpdateNote />
      <Announcer />
    </>
  );
}
