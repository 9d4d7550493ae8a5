/** The page is cross-origin isolated by these two, which WASM threads need. */
export const isolationHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Nothing may come from or go to another origin; WebAssembly is the only code made at run time. */
const contentSecurityPolicy = (frameAncestors: string): string =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "connect-src 'self'",
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "style-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');

/** Sent with every response but for `ownHeaders`: workers take their policy from their own script's response. */
export const securityHeaders: Readonly<Record<string, string>> = {
  ...isolationHeaders,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': contentSecurityPolicy("'none'"),
  'Permissions-Policy':
    'camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** What the files for other people's pages send instead or as well, by their path in the build. */
export const ownHeaders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'embed.html': {
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Content-Security-Policy': contentSecurityPolicy('*'),
  },
  'toonroom-embed.js': {
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Access-Control-Allow-Origin': '*',
  },
};

/** The headers for a URL path that starts with a slash; the build may lie in any folder of the host. */
export function headersFor(path: string): Readonly<Record<string, string>> {
  const file = path.slice(path.lastIndexOf('/') + 1);
  return { ...securityHeaders, ...ownHeaders[file] };
}

/** Below this path every file name carries a hash of the content. */
const hashedPath = '/assets/';
const forever = 'public, max-age=31536000, immutable';
const revalidate = 'no-cache';

/** The Cache-Control value for a URL path that starts with a slash. */
export const cacheControl = (path: string): string =>
  path.startsWith(hashedPath) ? forever : revalidate;

/**
 * The same headers as a `_headers` file, which several static hosts read. `entries` are the files and folders at the
 * root of the build, folders with a slash at their end.
 *
 * Hosts differ where two rules set the same header: one takes the narrower rule, another joins both values. So headers
 * that are not the same everywhere have one rule for each entry.
 */
export function headersFile(entries: readonly string[]): string {
  const varying = new Set(Object.values(ownHeaders).flatMap((own) => Object.keys(own)));
  const rule = (path: string, headers: readonly (readonly [string, string])[]): string[] => [
    path,
    ...headers.map(([name, value]) => `  ${name}: ${value}`),
  ];
  const common = Object.entries(securityHeaders).filter(([name]) => !varying.has(name));
  const ofEntry = (entry: string): string[] => {
    const headers = Object.entries(headersFor(`/${entry}`)).filter(([name]) => varying.has(name));
    return pathsOf(entry).flatMap((path) => rule(path, headers));
  };
  return [
    ...rule('/*', common),
    ...entries.flatMap(ofEntry),
    ...rule(`${hashedPath}*`, [['Cache-Control', forever]]),
    '',
  ].join('\n');
}

/** How an entry is asked for: some hosts leave `.html` and `index.html` out of the address. */
function pathsOf(entry: string): readonly string[] {
  if (entry.endsWith('/')) return [`/${entry}*`];
  if (!entry.endsWith('.html')) return [`/${entry}`];
  return [`/${entry}`, `/${entry.replace(/(index)?\.html$/, '')}`];
}
