/** The page is cross-origin isolated by these two, which WASM threads need. */
export const isolationHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Nothing may come from or go to another origin; WebAssembly is the only code made at run time. */
const contentSecurityPolicy = [
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
  "frame-ancestors 'none'",
].join('; ');

/** Sent with every response: workers take their policy from their own script's response. */
export const securityHeaders: Readonly<Record<string, string>> = {
  ...isolationHeaders,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': contentSecurityPolicy,
  'Permissions-Policy':
    'camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Below this path every file name carries a hash of the content. */
const hashedPath = '/assets/';
const forever = 'public, max-age=31536000, immutable';
const revalidate = 'no-cache';

/** The Cache-Control value for a URL path that starts with a slash. */
export const cacheControl = (path: string): string =>
  path.startsWith(hashedPath) ? forever : revalidate;

/** The same headers as a `_headers` file, which several static hosts read. */
export function headersFile(): string {
  const lines = (headers: Readonly<Record<string, string>>): string[] =>
    Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  return [
    '/*',
    ...lines(securityHeaders),
    `${hashedPath}*`,
    ...lines({ 'Cache-Control': forever }),
    '',
  ].join('\n');
}
