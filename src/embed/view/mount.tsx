import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { SettingsSlice } from '#app/shared/state/settingsSlice.ts';
import { startSession } from '../frame/session.ts';
import { startEditor } from '../frame/start.ts';
import { Editor } from './Editor.tsx';
import { Ended } from './Ended.tsx';

interface Beginning {
  readonly settings: SettingsSlice;
  /** The origin of the page around the frame. */
  readonly host: string;
  readonly port: MessagePort;
}

/** Starts the editor and its conversation with the page around it. */
export function mount(element: HTMLElement, { settings, host, port }: Beginning): void {
  startEditor(settings);
  const root = createRoot(element);
  const tell = startSession(port, () => root.render(<Ended />));
  root.render(
    <StrictMode>
      <Editor host={new URL(host).host} tell={tell} />
    </StrictMode>,
  );
}
