import { Wordmark } from '#ui/common/Wordmark.tsx';
import { type DocsLanguage, linkTo, localeOf, type Page, rootFrom } from '../site.ts';
import type { PageProps } from '../templates.ts';
import { words } from '../words.ts';
import { TableOfContents } from './TableOfContents.tsx';

/** The body of a page. */
export function DocsPage({ page, pages }: PageProps) {
  const { language, headings } = page;
  const text = words[language];
  const index = pages.findIndex(({ name }) => name === page.name);
  return (
    <>
      <a className="skip" href="#content">
        {text.skip}
      </a>
      <Header page={page} />
      <div className="docs">
        <nav className="pages" aria-label={text.pages}>
          <ul>
            {pages.map((other) => (
              <li key={other.name}>
                <a
                  href={linkTo(language, other)}
                  aria-current={other.name === page.name ? 'page' : undefined}
                >
                  {other.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main id="content" tabIndex={-1}>
          <article lang={localeOf[page.written]} dangerouslySetInnerHTML={{ __html: page.html }} />
          <footer className="neighbours">
            <Neighbour page={pages[index - 1]} label={text.previous} />
            <Neighbour page={pages[index + 1]} label={text.next} />
          </footer>
        </main>
        {headings.length > 0 && <TableOfContents headings={headings} title={text.onThisPage} />}
      </div>
    </>
  );
}

function Header({ page: { name, language } }: { readonly page: Page }) {
  const text = words[language];
  const other: DocsLanguage = language === 'en' ? 'zh' : 'en';
  return (
    <header className="docs-header">
      <a className="docs-home" href={linkTo(language, { name: 'index', language })}>
        <Wordmark />
        <span className="visually-hidden">Toonroom </span>
        <span className="docs-mark">{text.docs}</span>
      </a>
      <div className="docs-tools">
        <a
          className="quiet-button"
          href={linkTo(language, { name, language: other })}
          hrefLang={localeOf[other]}
          lang={localeOf[other]}
          data-language-switch
        >
          {text.otherLanguage}
        </a>
        <a className="button" href={rootFrom(language)}>
          {text.toApp}
        </a>
      </div>
    </header>
  );
}

function Neighbour({ page, label }: { readonly page: Page | undefined; readonly label: string }) {
  if (!page) return <span />;
  return (
    <a className="neighbour" href={linkTo(page.language, page)}>
      <span className="hint">{label}</span>
      {page.label}
    </a>
  );
}
