import { describe, expect, it } from 'vitest';
import { commandFor, commands, type KeyPress, shortcutLabel } from './commands.ts';
import { type AppState, getState } from '../shared/state/store.ts';

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

function stateWith(change: { hasWork?: boolean; singleKeys?: boolean }): AppState {
  const state = getState();
  const photo = {
    photoId: 'a',
    sourceId: 3,
    fileName: 'a.jpg',
    width: 8,
    height: 8,
    format: 'jpeg' as const,
    sizeBytes: 1,
    notices: [],
    previewId: 1,
  };
  const recipe = { styleId: '3d', strength: 1, exaggeration: 1 };
  const drawing = { recipe, bitmapId: 2, faces: [], notices: [], timingsMs: {} };
  return {
    ...state,
    photo: { ...state.photo, work: change.hasWork ? { photo, drawing } : null },
    settings: { ...state.settings, singleKeys: change.singleKeys ?? true },
  };
}

describe('commandFor', () => {
  it('finds commands by single key and by combination', () => {
    const state = stateWith({ hasWork: true });
    expect(commandFor(press('o'), state)?.id).toBe('open');
    expect(commandFor(press('S'), state)?.id).toBe('save');
    expect(commandFor(press('s', { ctrlKey: true }), state)?.id).toBe('save');
    expect(commandFor(press('s', { metaKey: true }), state)?.id).toBe('save');
    expect(commandFor(press('ArrowRight'), state)?.id).toBe('showPhoto');
    expect(commandFor(press('+'), state)?.id).toBe('zoomIn');
    expect(commandFor(press('Escape'), state)?.id).toBe('cancel');
  });

  it('leaves the keys of the browser alone', () => {
    const state = stateWith({ hasWork: true });
    expect(commandFor(press('r', { ctrlKey: true }), state)).toBeUndefined();
    expect(commandFor(press('o', { metaKey: true }), state)).toBeUndefined();
    expect(commandFor(press('s', { altKey: true }), state)).toBeUndefined();
    expect(commandFor(press('+', { ctrlKey: true }), state)).toBeUndefined();
    expect(commandFor(press('0', { metaKey: true }), state)).toBeUndefined();
    expect(commandFor(press('ArrowLeft', { altKey: true }), state)).toBeUndefined();
  });

  it('tells Shift from no Shift where it goes with Ctrl', () => {
    const { history, ...state } = stateWith({ hasWork: true });
    const strengthStep = { before: { strength: 0.2 }, after: { strength: 0.4 }, gesture: null };
    const timelines = { 3: { past: [strengthStep], future: [strengthStep] } };
    const stepped = { ...state, history: { ...history, timelines } };
    expect(commandFor(press('z', { ctrlKey: true }), stepped)?.id).toBe('undo');
    expect(commandFor(press('Z', { metaKey: true, shiftKey: true }), stepped)?.id).toBe('redo');
    expect(commandFor(press('y', { ctrlKey: true }), stepped)?.id).toBe('redo');
    expect(commandFor(press('S', { ctrlKey: true, shiftKey: true }), stepped)).toBeUndefined();
    expect(commandFor(press('z'), stepped)).toBeUndefined();
  });

  it('leaves undo to the browser where there is no step', () => {
    const state = stateWith({ hasWork: true });
    expect(commandFor(press('z', { ctrlKey: true }), state)).toBeUndefined();
    expect(commandFor(press('y', { ctrlKey: true }), state)).toBeUndefined();
  });

  it('does nothing to a drawing that is not there', () => {
    const state = stateWith({ hasWork: false });
    expect(commandFor(press('s'), state)).toBeUndefined();
    expect(commandFor(press('s', { ctrlKey: true }), state)).toBeUndefined();
    expect(commandFor(press('ArrowLeft'), state)).toBeUndefined();
    expect(commandFor(press('o'), state)?.id).toBe('open');
  });

  it('can do without single letters', () => {
    const state = stateWith({ hasWork: true, singleKeys: false });
    expect(commandFor(press('s'), state)).toBeUndefined();
    expect(commandFor(press('s', { ctrlKey: true }), state)?.id).toBe('save');
    expect(commandFor(press('Escape'), state)?.id).toBe('cancel');
  });
});

it('no two commands share a shortcut', () => {
  const written = commands.flatMap(({ shortcuts }) =>
    shortcuts.map((shortcut) => shortcutLabel(shortcut, false)),
  );
  expect(new Set(written).size).toBe(written.length);
});

it('writes shortcuts as the keyboard has them', () => {
  expect(shortcutLabel({ key: 'v', mod: true }, false)).toBe('Ctrl+V');
  expect(shortcutLabel({ key: 'v', mod: true }, true)).toBe('⌘V');
  expect(shortcutLabel({ key: 'z', mod: true, shift: true }, false)).toBe('Ctrl+Shift+Z');
  expect(shortcutLabel({ key: 'z', mod: true, shift: true }, true)).toBe('⇧⌘Z');
  expect(shortcutLabel({ key: 'arrowleft' }, false)).toBe('←');
});
