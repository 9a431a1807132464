/** A name of something nobody else should have. Where a secret lies is named in settings; even that stays here. */
const secretName = /passw|passphrase|secret|token|credential|username|keyfile|private_?key|authori[sz]ation|cookie/i;
/** user:password@ in an address. */
const inAddress = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#@]+@/gi;
/** A key of Z85 or base64, a token of three parts: long, and no word. */
const bearer = /\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi;
const inQuery = /([?&#](?:token|password|secret|access_token|key)=)[^&#\s"]+/gi;

export const notShown = '(not shown)';

/** As it may leave this machine. */
export function redacted(value: unknown): unknown {
  if (typeof value === 'string') return redactedText(value);
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null) return value;
  const shown: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) shown[key] = secretName.test(key) && !isPlain(item) ? notShown : redacted(item);
  return shown;
}

/** A count or a switch is no secret, whatever its name. */
function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'boolean' || typeof value === 'number';
}

function redactedText(text: string): string {
  return text.replace(inAddress, `$1${notShown}@`).replace(bearer, `$1 ${notShown}`).replace(inQuery, `$1${notShown}`);
}
