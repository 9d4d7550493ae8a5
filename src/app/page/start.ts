import { startLaunches } from '../intake/launches.ts';
import { startOffline } from '../offline/offline.ts';
import { showLook } from '../settings/look.ts';
import { nameManifest } from '../offline/manifestLink.ts';
import { storeSettings } from '../settings/persistence.ts';
import { ensureStyleId } from '../photo/engine.ts';
import { requestRedraw } from '../photo/drawing.ts';
import { dropHash } from '../settings/settingsLink.ts';
import type { SettingsSlice } from '../shared/state/settingsSlice.ts';
import { isKnownStyle, ownStylesAreRead } from '../shared/styleEntries.ts';
import { startShares } from '../intake/shares.ts';
import { getState, patch, watch } from '../shared/state/store.ts';
import { textOf } from '../text/index.ts';
import { whenLoaded } from '../shared/whenLoaded.ts';

const storeDelayMs = 300;

/** Takes over the settings of the last visit and keeps the document and the storage in step. */
export function startApp(settings: SettingsSlice): void {
  patch('settings', settings);
  const adopt = (): void => void tryPart(adoptLink);
  adopt();
  addEventListener('hashchange', adopt);
  watch(({ device }) => device.styles, adoptLinkedStyle);
  watch(({ styles }) => styles.own, adoptLinkedStyle);
  watch(
    ({ settings }) => settings.language,
    (language) => {
      showLook(getState().settings);
      document.title = textOf(language).documentTitle;
    },
  );
  watch(
    ({ settings }) => settings.theme,
    () => showLook(getState().settings),
  );
  watch(({ settings }) => settings.inShareMenu, nameManifest);
  startOffline();
  startLaunches();
  startShares();
  // The start page shows the styles too. Where they cannot be fetched yet, the first photo asks again.
  whenLoaded(() => void tryPart(async () => void (await ensureStyleId())));
  // Without it the styles of one's own are missing until the next visit.
  whenLoaded(
    () =>
      void tryPart(async () => {
        await (await import('../settings/styles/ownStyles.ts')).startOwnStyles();
      }).finally(ownStylesAreRead),
  );
  // If this fails, opening a batch loads it again and shows the error.
  whenLoaded(
    () => void tryPart(async () => await (await import('../batch/batch.ts')).startBatch()),
  );
  whenLoaded(
    () =>
      void tryPart(async () => await (await import('../video/videoFiles.ts')).sweepVideoFiles()),
  );
  watch(
    ({ photo }) => photo.work?.photo.photoId,
    (photoId) => {
      if (photoId === undefined) return;
      // Without it the wall keeps its sketches; the next photo asks again.
      void tryPart(async () => (await import('../photo/styleWall.ts')).startStyleWall());
      void startVisit();
    },
  );
  // A tab that was reloaded goes on where it was; what closed tabs have left is erased.
  if (history.state !== null) void startVisit();
  else whenLoaded(() => void startVisit());
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    ({ settings }) => settings,
    () => {
      clearTimeout(timer);
      timer = setTimeout(
        () => storeSettings(() => localStorage, getState().settings),
        storeDelayMs,
      );
    },
  );
}

/** Without it a reload brings nothing back and nothing is listed; the next photo asks again. */
async function startVisit(): Promise<void> {
  await tryPart(async () => await (await import('../history/visit.ts')).startVisit());
}

/** The style of a link, until the manifest has told which styles there are. */
let linkedStyleId: string | undefined;

/**
 * Takes over the settings of the page's address, where it has some, and takes them out of it: from then on
 * they are the person's own.
 */
async function adoptLink(): Promise<void> {
  if (location.hash === '') return;
  const { parseHash, linkedRecipe } = await import('../settings/readLink.ts');
  const linked = parseHash(location.hash);
  const recipe = linkedRecipe(location.hash);
  if (Object.keys(linked).length === 0 && recipe === undefined) return;
  dropHash();
  const { styleId, ...others } = linked;
  linkedStyleId = styleId ?? undefined;
  patch('settings', others);
  adoptLinkedStyle();
  if (recipe !== undefined) {
    const { applyLinked } = await import('../export/recipes/recipes.ts');
    await applyLinked(recipe);
  }
  requestRedraw();
}

function adoptLinkedStyle(): void {
  if (linkedStyleId === undefined || !isKnownStyle(getState(), linkedStyleId)) return;
  patch('settings', { styleId: linkedStyleId });
  linkedStyleId = undefined;
}

/** Fetches and starts a part that the page can do without. */
async function tryPart(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch {
    // Its caller says what becomes of it.
  }
}
