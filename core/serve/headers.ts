/**
 * What every answer says of itself. A page runs nothing but its own files and speaks to nobody but its own exporter; `data:` and `blob:` are pictures that
 * style sheets carry and that screens draw. A socket is named beside 'self', which not every browser takes for one. `host`: once it is known to be ours.
 */
export function safeHeaders(host?: string): Map<string, string> {
  const policy = [
    "default-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${host === undefined ? '' : ` ws://${host}`}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return new Map([
    ['content-security-policy', policy.join('; ')],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['cross-origin-opener-policy', 'same-origin'],
  ]);
}
