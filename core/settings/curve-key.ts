import { createPrivateKey, createPublicKey } from 'node:crypto';
import { fromZ85, toZ85 } from './z85.ts';

/** What stands before the 32 bytes of an X25519 key in PKCS #8: https://www.rfc-editor.org/rfc/rfc8410 */
const pkcs8 = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** The public key that belongs to a secret one; null where it is no key. CURVE's keys are those of X25519. */
export function publicKeyOf(secretKey: string): string | null {
  const secret = fromZ85(secretKey);
  if (secret?.byteLength !== 32) return null;
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, secret]), format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return x === undefined ? null : toZ85(Buffer.from(x, 'base64url'));
}
