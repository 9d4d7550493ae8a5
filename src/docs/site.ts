/** The languages of the documentation, English first. */
export const docsLanguages = ['en', 'zh'] as const;
export type DocsLanguage = (typeof docsLanguages)[number];

/** As HTML and the app call them. */
export const localeOf = { en: 'en', zh: 'zh-CN' } as const satisfies Record<DocsLanguage, string>;

/** A heading of a page, as the tables of contents show it. */
export interface Heading {
  readonly id: string;
  readonly text: string;
  readonly level: number;
}

/** A page of the documentation in one language. */
export interface Page {
  /** `index` or the name of its file, the same in every language. */
  readonly name: string;
  readonly language: DocsLanguage;
  /** Plain text. */
  readonly title: string;
  /** What the navigation calls it. */
  readonly label: string;
  /** Of the text itself. */
  readonly written: DocsLanguage;
  /** The first paragraph, plain text: what search engines show. */
  readonly description: string;
  readonly html: string;
  /** Below its title. */
  readonly headings: readonly Heading[];
}

/** The page's file in the build, from its root. */
export function pathOf({ name, language }: Pick<Page, 'name' | 'language'>): string {
  return `docs/${language === 'en' ? '' : `${language}/`}${name}.html`;
}

/** The address of another page, relative to a page in `from`. */
export function linkTo(
  from: DocsLanguage,
  { name, language }: Pick<Page, 'name' | 'language'>,
): string {
  const file = name === 'index' ? '' : `${name}.html`;
  if (from === language) return file || './';
  return `${from === 'en' ? '' : '../'}${language === 'en' ? '' : `${language}/`}${file}` || './';
}

/** The address of the site's root, relative to a page. */
export function rootFrom(language: DocsLanguage): string {
  return language === 'en' ? '../' : '../../';
}
