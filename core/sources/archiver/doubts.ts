import { failure } from '../../contract/errors.ts';
import { nsPerMs, type Pulse } from '../../pulses/pulse.ts';
import type { Answer } from '../port.ts';
import type { ArchiverClient } from './client.ts';
import type { PvStatus } from './status.ts';

/** An answer without a reading of the pulse, and the PV it came from. */
export type Doubt = { answer: Answer; pv: string };

/**
 * Retrieval never says that a PV is gone: only the management does. Asks it once for all of them, and names those that are disconnected or paused. Where it
 * does not answer in time, the answers stay as they were. It tells of now: `past` is the pulse where that is long ago, null in a live capture.
 */
export async function clearUp(
  client: Pick<ArchiverClient, 'getPvStatus'>,
  doubts: readonly Doubt[],
  past: Pulse | null,
  limitMs: number,
  signal: AbortSignal,
): Promise<Answer[]> {
  const pvs = [...new Set(doubts.map(({ pv }) => pv))];
  const statuses = await client.getPvStatus(pvs, limitMs, signal).catch(() => new Map<string, PvStatus>());
  return doubts.map((doubt) => explain(doubt, past, statuses.get(doubt.pv)));
}

export function explain({ answer, pv }: Doubt, past: Pulse | null, status: PvStatus | undefined): Answer {
  if (status === undefined || (status.state !== 'disconnected' && status.state !== 'paused')) return answer;
  if (past !== null && isAfter(status.since, past)) return answer; // it was still there at the pulse
  const since = status.since === '' ? 'it never had a sample' : `its last sample is of ${status.since}`;
  const sentence =
    status.state === 'paused'
      ? `${answer.channel}: the archiving of PV ${pv} is paused (${since}). Resume it in the Archiver.`
      : `${answer.channel}: PV ${pv} is disconnected from the Archiver (${since}). Is the device's IOC running?`;
  return { kind: 'unreachable', channel: answer.channel, failure: failure('PV_DISCONNECTED', sentence, { pv, state: status.state }) };
}

/** The appliance writes "Nov/22/2026 11:01:58 +00:00" or the like; a time that cannot be read is no reason against. */
function isAfter(time: string, pulse: Pulse): boolean {
  const ms = Date.parse(time.replaceAll('/', ' '));
  return Number.isFinite(ms) && BigInt(ms) * nsPerMs > pulse.timestampNs;
}
