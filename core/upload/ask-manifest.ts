import type { Clock } from '../clock.ts';
import { toFailure } from '../contract/errors.ts';
import type { KnownManifest } from './manifest-facts.ts';
import type { Gateway } from './port.ts';

/** Asks once. That there is none to be had is no error but an answer, which keeps what was known `before`. */
export async function askManifest(
  gateway: Pick<Gateway, 'manifest'>,
  clock: Pick<Clock, 'wallMs'>,
  signal: AbortSignal,
  before: KnownManifest['fetched'] = null,
): Promise<KnownManifest> {
  try {
    return { fetched: { manifest: await gateway.manifest(signal), atMs: clock.wallMs() }, failure: null };
  } catch (error) {
    return { fetched: before, failure: toFailure(error) };
  }
}
