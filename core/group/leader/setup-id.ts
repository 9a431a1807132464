import { createHash } from 'node:crypto';
import type { Setup } from '../../settings/schema.ts';

/** The same for the same setup, whoever leads: a follower that has it opens nothing anew. */
export function setupIdOf(setup: Setup, topic: string | null): string {
  return createHash('sha256')
    .update(JSON.stringify([setup, topic]))
    .digest('hex')
    .slice(0, 32);
}
