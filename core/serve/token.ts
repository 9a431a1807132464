import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Fits into an address and into a WebSocket's protocol as it is. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** Takes the same time wherever they differ, and however long what is given. */
export function isToken(wanted: string, given: string | undefined): boolean {
  return timingSafeEqual(digest(wanted), digest(given ?? '')) && given !== undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
