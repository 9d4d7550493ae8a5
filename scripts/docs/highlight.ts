import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import javascript from 'highlight.js/lib/languages/javascript';
import nginx from 'highlight.js/lib/languages/nginx';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';

// Each brings its short names with it; HTML asks for the language of its scripts by the long one.
hljs.registerLanguage('javascript', javascript);
hljs.registerLanguage('typescript', typescript);
hljs.registerLanguage('bash', bash);
hljs.registerLanguage('xml', xml);
hljs.registerLanguage('nginx', nginx);

/** Code as HTML, coloured by classes; of a language that is not known, as it is. */
export function highlight(code: string, language: string): string {
  return hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : escapeHtml(code);
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Links words of coloured code; `addressOf` gives the address of a word, if it has one. */
export function linkWords(html: string, addressOf: (word: string) => string | undefined): string {
  return html.replaceAll(/<[^>]*>|&#?\w+;|[A-Za-z_]\w*/g, (part) => {
    const address = /^[<&]/.test(part) ? undefined : addressOf(part);
    return address === undefined ? part : `<a href="${address}">${part}</a>`;
  });
}

/** A block of code that keyboards can scroll. */
export function codeBlock(html: string, label?: string): string {
  const name = label === undefined ? '' : ` aria-label="${escapeHtml(label)}"`;
  return `<pre tabindex="0"${name}><code>${html}</code></pre>`;
}
