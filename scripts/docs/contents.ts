import type { DocsLanguage } from '../../src/docs/site.ts';

/** A page of the site, by the name of its file; the reference is generated. */
export interface SitePage {
  readonly name: string;
  /** What the navigation calls it, where its own title is too long for that. */
  readonly labels?: Readonly<Record<DocsLanguage, string>>;
  /** Markdown of each language, from the repository's root; the same file where it is in English only. */
  readonly sources: Readonly<Record<DocsLanguage, string>> | 'generated';
}

const inSite = (name: string): SitePage => ({
  name,
  sources: { en: `docs/site/en/${name}.md`, zh: `docs/site/zh/${name}.md` },
});

/** The pages in the order of the navigation. One more is one more line. */
export const contents: readonly SitePage[] = [
  inSite('index'),
  inSite('recipes'),
  { ...inSite('embed'), labels: { en: 'Embedding', zh: '嵌入网页' } },
  { name: 'api', sources: 'generated' },
];
