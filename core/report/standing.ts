import { counted } from '../contract/words.ts';
import type { GatewayRecord } from '../upload/port.ts';
import type { Expected } from './fate.ts';
import { type Reason, wholeReason } from './reason.ts';

/** How a pulse stands in the Gateway. */
export type Standing = { as: 'whole' } | { as: 'inPart' | 'notThere' | 'cannotTell'; reason: Reason };

/** `names`: channels of this exporter's files that should be in it. `least`: how many at least, over all exporters as far as that is known. */
export type RecordWanted = Pick<Expected, 'pulse' | 'least' | 'removedAt'> & { recordId: string; names: readonly string[] };

/** What the Gateway keeps of a pulse ID went through a double, so this one does too. */
export function standingOf(
  record: GatewayRecord | null,
  { pulse, recordId, names, least, removedAt }: RecordWanted,
  host: string,
): Standing {
  const notThere = (code: string, sentence: string): Standing => ({ as: 'notThere', reason: wholeReason('gateway', code, sentence) });
  if (record === null) return notThere('not-there', `The Gateway at ${host} has no record ${recordId}. ${whereFiles(removedAt)}`);
  if (record.shotnum === null)
    return { as: 'cannotTell', reason: wholeReason('gateway', 'no-pulse-id', `Record ${recordId} at ${host} has no pulse ID (shotnum).`) };
  if (!isSamePulse(record.shotnum, pulse.pulseId))
    return notThere('other-pulse', `Record ${recordId} at ${host} is of pulse ${record.shotnum}, not of pulse ${pulse.pulseId}.`);
  const there = new Set(record.channels);
  const lacking = names.filter((name) => !there.has(name));
  if (lacking.length > 0) {
    const [first = ''] = lacking;
    const sentence = `Record ${recordId} at ${host} lacks ${counted(lacking.length, 'channel')} that were sent, such as ${first}.`;
    return {
      as: 'inPart',
      reason: { stage: 'gateway', code: 'in-part', what: lacking.length === 1 ? first : '', sentence, channels: lacking },
    };
  }
  if (there.size < least) {
    const sentence = `Record ${recordId} at ${host} has ${counted(there.size, 'channel')} where ${least} were captured; which it lacks, this journal does not tell.`;
    return { as: 'inPart', reason: wholeReason('gateway', 'in-part', sentence) };
  }
  return { as: 'whole' };
}

function whereFiles(removedAt: string | null): string {
  return removedAt === null
    ? 'The files of it that this exporter made are still in its data folder.'
    : `Its file was removed from the data folder at ${removedAt}, as the Gateway had taken it: ask its administrator.`;
}

function isSamePulse(shotnum: string, pulseId: string): boolean {
  return shotnum === pulseId || Number(shotnum) === Number(pulseId);
}
