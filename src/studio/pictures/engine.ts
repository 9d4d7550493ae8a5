import { createOwnCartoonizer } from '#app/photo/cartoonizer.ts';
import type { Cartoonizer } from '#sdk/index.ts';

let cartoonizer: Cartoonizer | undefined;

/** The page's one cartoonizer, which decodes pictures and finds faces. It lives as long as the page. */
export function engine(): Cartoonizer {
  // The studio lies one folder below the app, whose files it uses.
  const assetBaseUrl = new URL('../', document.baseURI).href;
  cartoonizer ??= createOwnCartoonizer({ assetBaseUrl });
  return cartoonizer;
}
