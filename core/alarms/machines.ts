import type { Alarm } from '../contract/alarms.ts';
import type { ExporterState } from '../contract/api.ts';

/** What a cause is before somebody has acknowledged it. */
export type Cause = Omit<Alarm, 'acknowledged' | 'since'> & { since: string | null };

const sources = { kafka: 'Kafka', archiver: 'The Archiver', pulses: 'The pulse source' } as const;

/** Causes that no single device has. */
export function machineCauses({ sources: known, disk, uploads, manifest, group }: ExporterState): Cause[] {
  const causes: Cause[] = [];
  const add = (key: string, kind: 'attention' | 'act', title: string, sentence: string, since: string | null = null) =>
    causes.push({ key, kind, title, sentence, since, device: null, pulses: 0 });
  for (const { source, state, sentence, since } of known)
    if (state === 'unreachable') add(`source ${source}`, 'act', `${sources[source]} does not answer`, sentence, since);
  if (disk !== null && disk.state !== 'ok')
    add('disk', 'act', disk.state === 'low' ? 'The disk is nearly full' : 'The data folder cannot be written', disk.sentence);
  if (uploads !== null && uploads.failure !== null) add('gateway', 'attention', 'The Gateway takes no files', uploads.failure.message);
  for (const { channel, answer, sentence } of manifest?.findings ?? [])
    if (answer === 'refused') add(`manifest ${channel}`, 'attention', `${channel}: the Gateway would refuse it`, sentence);
  for (const { name, state, sentence, since } of group?.members ?? []) {
    if (state === 'lost') add(`member ${name}`, 'act', `${name} is silent`, sentence, since);
    if (state === 'unable') add(`member ${name}`, 'attention', `${name} cannot capture`, sentence, since);
  }
  return causes;
}
