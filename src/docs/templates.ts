import type { ApiEntry } from './reference/api.ts';
import type { Page } from './site.ts';
import type { Words } from './words.ts';

export interface PageProps {
  readonly page: Page;
  /** All pages of its language, in the order of the navigation. */
  readonly pages: readonly Page[];
}

/** A source file of an example. */
export interface ExampleFile {
  readonly fileName: string;
  /** The block of its coloured source. */
  readonly html: string;
}

export interface ExampleProps {
  /** The name of the first file without its ending; the page's script runs the example of that name. */
  readonly name: string;
  readonly title: string;
  readonly files: readonly ExampleFile[];
  readonly text: Words;
}

/** How texts and code of the reference become HTML. */
export interface Writer {
  readonly prose: (markdown: string) => string;
  /** Coloured TypeScript, with links to the types that it names. */
  readonly code: (source: string) => string;
  /** The same as a block with a name. */
  readonly block: (source: string, label: string) => string;
}

export interface ReferenceGroup {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly ApiEntry[];
}

export interface ReferenceProps {
  readonly groups: readonly ReferenceGroup[];
  readonly text: Words;
  readonly writer: Writer;
}

/** The site's components as HTML: what its build asks for. */
export interface Templates {
  readonly page: (props: PageProps) => string;
  readonly example: (props: ExampleProps) => string;
  readonly reference: (props: ReferenceProps) => string;
}
