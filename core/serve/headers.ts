import { frameFiles, framePage, frameSandbox } from '../contract/frame-page.ts';

/**
 * What every answer says of itself. A page runs nothing but its own files and speaks to nobody but its own exporter; `data:` and `blob:` are pictures that
 * style sheets carry and that screens draw. A socket is named beside 'self', which not every browser takes for one. `host`: once it is known to be ours.
 */
export function safeHeaders(host?: string): Map<string, string> {
  return withPolicy([
    "default-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${host === undefined ? '' : ` ws://${host}`}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
}

/** `url`: as it was asked for. One page has a policy of its own. Its files are for a page without an origin; all others no page of another place may put into itself. */
export function headersFor(url: string, host?: string): Map<string, string> {
  const [path = ''] = url.split('?', 1);
  const headers = path === `/${framePage}` ? frameHeaders() : safeHeaders(host);
  return path.startsWith(frameFiles) ? headers : headers.set('cross-origin-resource-policy', 'same-origin');
}

/**
 * Of H5Web's page. ndarray makes functions of strings, so that it needs 'unsafe-eval'; therefore it has no origin, no network, and nobody but our own page around it,
 * also where somebody opens it by its address.
 */
function frameHeaders(): Map<string, string> {
  return withPolicy([
    "default-src 'none'",
    "script-src 'self' 'unsafe-eval'",
    "style-src 'self'",
    'img-src data: blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    `sandbox ${frameSandbox}`,
  ]);
}

function withPolicy(policy: readonly string[]): Map<string, string> {
  return new Map([
    ['content-security-policy', policy.join('; ')],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['cross-origin-opener-policy', 'same-origin'],
  ]);
}
