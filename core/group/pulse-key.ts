import type { PulseFacts } from '../contract/api.ts';

/** Of maps: a timing system may start its IDs again, so the ID alone is no identity. */
export function pulseKey({ timestampNs, pulseId }: PulseFacts): string {
  return `${timestampNs}-${pulseId}`;
}
