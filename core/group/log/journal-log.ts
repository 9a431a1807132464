import { ExporterError } from '../../contract/errors.ts';
import type { GroupEntry, Journal } from '../../journal/port.ts';
import type { Entry } from '../protocol.ts';
import { entryOf, timeOf } from './kept-entry.ts';
import type { AnnouncementLog } from './port.ts';

/** A setup takes 2 MB at most, and few of them are kept. */
const pageEntries = 200;

/** What was announced, in this exporter's own journal, which stays open when the log is closed. Each announcement stands in it once. */
export function createJournalLog(journal: Pick<Journal, 'keepEntries' | 'entriesSince'>): AnnouncementLog {
  const closing = new AbortController();

  function stopIfClosed(signal: AbortSignal = closing.signal): void {
    if (signal.aborted || closing.signal.aborted) throw new ExporterError('STOPPED', 'Keeping announcements in the journal was stopped.');
  }

  return {
    async append(entries) {
      stopIfClosed();
      await journal.keepEntries(entries.flatMap(toKept));
    },
    async *since(timeMs, signal) {
      let upTo: number | null = null;
      for (let after = 0; ; ) {
        stopIfClosed(signal);
        const { entries, lastId, newestId } = await journal.entriesSince(timeMs, after, pageEntries);
        stopIfClosed(signal);
        const known = entries.flatMap(({ facts }) => entryOf(facts) ?? []);
        if (known.length > 0) yield known;
        upTo ??= newestId;
        if (lastId === null || lastId >= upTo) return;
        after = lastId;
      }
    },
    close: async () => closing.abort(),
  };
}

function toKept(entry: Entry): GroupEntry[] {
  const atMs = timeOf(entry);
  if (atMs === null) return [];
  const { leader, epoch, seq, kind } = entry;
  return [{ atMs, leader, epoch, seq, kind, pulse: 'pulse' in entry ? entry.pulse : null, plan: planOf(entry), facts: entry }];
}

function planOf(entry: Entry): number | null {
  if (entry.kind === 'plan') return entry.version;
  return entry.kind === 'pulse' ? entry.plan : null;
}
