/** The root of the site: scripts lie one folder below it, and are served from their sources during development. */
export const siteRoot = new URL(import.meta.env.DEV ? '/' : '../', import.meta.url).href;
