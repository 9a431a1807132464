import type { JournalNote } from '../../core/contract/notes.ts';
import { asSettingsSay } from './metadata.ts';

/** What was done, for the logbook. The journal keeps facts of any version, so each is looked at before it is told. */
export function noteSentence({ what, facts }: JournalNote): string {
  const text = (key: string): string | null => (typeof facts[key] === 'string' && facts[key] !== '' ? facts[key] : null);
  switch (what) {
    case 'metadata':
      return `Area ${text('activeArea') ?? asSettingsSay}, experiment ${text('activeExperiment') ?? asSettingsSay}`;
    case 'service': {
      const device = text('device') ?? 'a device';
      return facts['inService'] === true ? `${device} back in service` : `${device} out of service: ${text('reason') ?? 'no reason given'}`;
    }
    case 'alarm': {
      const note = text('note');
      return `Alarm acknowledged: ${text('title') ?? text('key') ?? 'unknown'}${note === null ? '' : `, “${note}”`}`;
    }
    case 'schedule':
      return scheduleSentence(facts['kind'], facts['every']);
    case 'plan':
      return 'Devices moved between exporters, or pinned';
    case 'group':
      return groupSentences.get(text('command') ?? '') ?? 'The group was changed';
    case 'uploads':
      return 'Uploads were steered by hand';
    case 'skipped':
      return 'Pulses were skipped';
    case 'lost':
      return `Pulse ${text('pulseId') ?? ''} lost while the exporter was away`;
    case 'broken':
      return `A broken file was set aside: ${text('file') ?? 'unknown'}`;
  }
}

const groupSentences: ReadonlyMap<string, string> = new Map([
  ['becomeLeader', 'This exporter was made leader'],
  ['leaveGroup', 'This exporter left the group'],
  ['joinGroup', 'This exporter joined the group'],
]);

function scheduleSentence(kind: unknown, every: unknown): string {
  const unit = kind === 'pulses' ? 'pulses' : 's';
  return kind === 'manual' ? 'Schedule stopped' : `Schedule started, every ${String(every)} ${unit}`;
}

/** Those of a time from and up to, oldest first: the order of a logbook. ISO 8601, all in UTC. */
export function notesBetween(notes: readonly JournalNote[], from: string, to: string): JournalNote[] {
  return notes.filter(({ at }) => at >= from && at < to).toReversed();
}
