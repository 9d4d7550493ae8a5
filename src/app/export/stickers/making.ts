import { createStore } from 'zustand/vanilla';
import { type Avatar, defaultAvatar } from '#domain/finish/avatar.ts';
import { defaultSticker, type RimColour, type Sticker } from '#domain/finish/sticker.ts';
import { channelsOf } from '#domain/compose/pattern.ts';
import { faceRecipe } from '#domain/job/recipe.ts';
import { toLab } from '#domain/picture/lab.ts';
import type { Colours, Recipe } from '#sdk/index.ts';
import { baseEntry } from '../../shared/styleEntries.ts';
import { getState } from '../../shared/state/store.ts';

/** What is made of a drawing. */
export type MakingKind = 'sticker' | 'avatar';

/** How stickers and avatars are made; it lasts for the visit. */
export interface Making {
  readonly kind: MakingKind;
  readonly sticker: Sticker;
  readonly avatar: Avatar;
}

export const makingStore = createStore<Making>(() => ({
  kind: 'sticker',
  sticker: defaultSticker,
  avatar: defaultAvatar,
}));

export function chooseKind(kind: MakingKind): void {
  makingStore.setState({ kind });
}

export function changeSticker(change: Partial<Sticker>): void {
  makingStore.setState(({ sticker }) => ({ sticker: { ...sticker, ...change } }));
}

export function changeAvatar(change: Partial<Avatar>): void {
  makingStore.setState(({ avatar }) => ({ avatar: { ...avatar, ...change } }));
}

const fallback: Colours = ['#ffffff', '#26242b'];

/** The two colours of the style that a person (or everybody: null) is drawn in. */
export function styleColours(recipe: Recipe, person: number | null): Colours {
  const { styleId } = faceRecipe(recipe, person ?? -1);
  return baseEntry(getState(), styleId)?.backdrop ?? fallback;
}

/** A rim's colour, `#rrggbb`; null for none. Of the style's two colours the darker one stands out. */
export function rimColour(rim: RimColour, colours: Colours): string | null {
  switch (rim) {
    case 'none':
      return null;
    case 'white':
      return '#ffffff';
    case 'black':
      return '#1c1b20';
    case 'style':
      return colours.toSorted((a, b) => lightness(a) - lightness(b))[0]!;
  }
}

function lightness(colour: string): number {
  const [red, green, blue] = channelsOf(colour);
  return toLab(red!, green!, blue!)[0];
}
