import { vi } from 'vitest';
import type { LeaderSettings } from '../../../core/settings/group.ts';
import { freePorts } from '../../broker/free-ports.ts';

export const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 30_000, interval: 10 }).then(() => undefined);

export async function addresses(publicKey?: string): Promise<LeaderSettings> {
  const [announce, report] = await freePorts(2);
  const key = publicKey === undefined ? {} : { publicKey };
  return { name: 'alpha', announce: `tcp://127.0.0.1:${announce}`, report: `tcp://127.0.0.1:${report}`, ...key };
}
