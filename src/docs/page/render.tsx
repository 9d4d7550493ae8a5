import { renderToStaticMarkup } from 'react-dom/server';
import { Reference } from '../reference/Reference.tsx';
import type { Templates } from '../templates.ts';
import { DocsPage } from './DocsPage.tsx';
import { Example } from './Example.tsx';

export const templates: Templates = {
  page: (props) => renderToStaticMarkup(<DocsPage {...props} />),
  example: (props) => renderToStaticMarkup(<Example {...props} />),
  reference: (props) => renderToStaticMarkup(<Reference {...props} />),
};
