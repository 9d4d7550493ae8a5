import { defaultRecipe } from '#domain/recipe.ts';
import { forgetSaved, requestRedraw } from './render.ts';
import type { Language, OutputFormat, SettingsSlice, Theme } from './settingsSlice.ts';
import { getState, patch } from './store.ts';

export function setLanguage(language: Language): void {
  patch('settings', { language });
}

export function setTheme(theme: Theme): void {
  patch('settings', { theme });
}

export function setFormat(format: OutputFormat): void {
  patch('settings', { format });
  forgetSaved();
}

export function setSingleKeys(singleKeys: boolean): void {
  patch('settings', { singleKeys });
}

export function setStyle(styleId: string): void {
  patch('settings', { styleId });
  requestRedraw();
}

/** `strength` is 0..1. */
export function setStrength(strength: number): void {
  patch('settings', { strength });
  requestRedraw();
}

/** `exaggeration` is 0..1.3. */
export function setExaggeration(exaggeration: number): void {
  patch('settings', { exaggeration });
  requestRedraw();
}

export function resetAdjustments(): void {
  const { strength, exaggeration } = defaultRecipe('');
  patch('settings', { strength, exaggeration });
  requestRedraw();
}

export function isAdjusted({ strength, exaggeration }: SettingsSlice): boolean {
  const initial = defaultRecipe('');
  return strength !== initial.strength || exaggeration !== initial.exaggeration;
}

/** Moves the line between photo and drawing; `fraction` is clamped to 0..1. */
export function setCompare(fraction: number): void {
  patch('photo', { compareFraction: Math.min(1, Math.max(0, fraction)) });
}

export function nudgeCompare(step: number): void {
  setCompare(getState().photo.compareFraction + step);
}
