import { canRedo, canUndo, redo, undo } from '../history/adjust.ts';
import { pickPhoto } from '../intake/filePicker.ts';
import { cancelDraw, dismissProblem } from '../photo/drawing.ts';
import { cancelSave, savePhoto } from '../photo/exporting.ts';
import { nudgeCompare, resetAdjustments } from '../settings/settingsActions.ts';
import { type AppState, getState, patch } from '../shared/state/store.ts';
import type { Text } from '../text/index.ts';
import { zoomIn, zoomOut, zoomToFit } from '../photo/zoomActions.ts';

/** A key as `KeyboardEvent.key` names it, in lower case; `mod` is Ctrl, on a Mac Command; `shift` goes with it. */
export interface Shortcut {
  readonly key: string;
  readonly mod?: boolean;
  readonly shift?: boolean;
}

export interface Command {
  readonly id: string;
  readonly label: (text: Text) => string;
  readonly shortcuts: readonly Shortcut[];
  readonly isEnabled: (state: AppState) => boolean;
  /** Absent where the browser itself answers the keys and the page only hears of the outcome. */
  readonly run?: () => void;
}

const compareStep = 0.05;
/** Not while the photo is edited in the place of its drawing. */
const hasWork = ({ photo }: AppState): boolean => photo.work !== null && photo.tool !== 'photo';
const hasControls = ({ photo }: AppState): boolean => photo.work !== null && photo.tool === null;
/** The brush shows the whole drawing. */
const isCompared = (state: AppState): boolean => hasWork(state) && state.photo.tool !== 'brush';
const seesDrawing = (state: AppState): boolean => hasWork(state) && state.photo.incoming === null;
const always = (): boolean => true;

/** Every shortcut; the keyboard and the help both read this table. */
export const commands: readonly Command[] = [
  {
    id: 'open',
    label: (text) => text.commandOpen,
    shortcuts: [{ key: 'o' }],
    isEnabled: always,
    run: pickPhoto,
  },
  {
    id: 'paste',
    label: (text) => text.commandPaste,
    shortcuts: [{ key: 'v', mod: true }],
    isEnabled: always,
  },
  {
    id: 'save',
    label: (text) => text.commandSave,
    shortcuts: [{ key: 's' }, { key: 's', mod: true }],
    isEnabled: hasWork,
    run: () => void savePhoto(),
  },
  {
    id: 'undo',
    label: (text) => text.undo,
    shortcuts: [{ key: 'z', mod: true }],
    isEnabled: canUndo,
    run: undo,
  },
  {
    id: 'redo',
    label: (text) => text.redo,
    shortcuts: [
      { key: 'z', mod: true, shift: true },
      { key: 'y', mod: true },
    ],
    isEnabled: canRedo,
    run: redo,
  },
  {
    id: 'reset',
    label: (text) => text.commandReset,
    shortcuts: [{ key: 'r' }],
    isEnabled: hasControls,
    run: resetAdjustments,
  },
  {
    id: 'showPhoto',
    label: (text) => text.commandPhoto,
    shortcuts: [{ key: 'arrowright' }],
    isEnabled: isCompared,
    run: () => nudgeCompare(compareStep),
  },
  {
    id: 'showDrawing',
    label: (text) => text.commandDrawing,
    shortcuts: [{ key: 'arrowleft' }],
    isEnabled: isCompared,
    run: () => nudgeCompare(-compareStep),
  },
  {
    id: 'zoomIn',
    label: (text) => text.zoomIn,
    shortcuts: [{ key: '+' }],
    isEnabled: seesDrawing,
    run: zoomIn,
  },
  {
    id: 'zoomOut',
    label: (text) => text.zoomOut,
    shortcuts: [{ key: '-' }],
    isEnabled: seesDrawing,
    run: zoomOut,
  },
  {
    id: 'zoomToFit',
    label: (text) => text.zoomToFit,
    shortcuts: [{ key: '0' }],
    isEnabled: seesDrawing,
    run: zoomToFit,
  },
  {
    id: 'cancel',
    label: (text) => text.commandCancel,
    shortcuts: [{ key: 'escape' }],
    isEnabled: always,
    run: cancelRunning,
  },
];

/** Escape undoes one thing at a time: the export, then the tool, then the drawing, then a message. */
function cancelRunning(): void {
  const { job, photo } = getState();
  const { save, draw } = job;
  if (save.status === 'running') cancelSave();
  else if (photo.tool) patch('photo', { tool: null });
  else if (draw.status === 'running') cancelDraw();
  else dismissProblem();
}

/** What is needed to know of a key press. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The command a key press asks for, if any; single keys only where the settings allow them. */
export function commandFor(press: KeyPress, state: AppState): Command | undefined {
  if (press.altKey) return undefined;
  const mod = press.ctrlKey || press.metaKey;
  const key = press.key.toLowerCase();
  const isLetter = key.length === 1;
  if (isLetter && !mod && !state.settings.singleKeys) return undefined;
  // A letter by itself may come from a keyboard that is set to capitals.
  const shift = mod && press.shiftKey;
  return commands.find(
    ({ shortcuts, isEnabled }) =>
      shortcuts.some(
        (shortcut) =>
          shortcut.key === key &&
          (shortcut.mod ?? false) === mod &&
          (shortcut.shift ?? false) === shift,
      ) && isEnabled(state),
  );
}

const keyNames: Readonly<Record<string, string>> = {
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
};

/** How a shortcut is written on this kind of keyboard. */
export function shortcutLabel({ key, mod, shift }: Shortcut, isMac: boolean): string {
  const name = keyNames[key] ?? key.toUpperCase();
  if (!mod) return name;
  return isMac ? `${shift ? '⇧' : ''}⌘${name}` : `Ctrl+${shift ? 'Shift+' : ''}${name}`;
}
