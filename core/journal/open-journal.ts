import { ExporterError, messageOf } from '../contract/errors.ts';
import { announcementTable } from './announcements.ts';
import { captureWriter } from './captures.ts';
import { openDatabase, sqliteCode, sqliteCodes, withoutFsync } from './database.ts';
import { deviceStatsQuestion } from './device-stats.ts';
import { fileTable } from './files.ts';
import { groupKept } from './group-kept.ts';
import { keptFacts } from './kept-facts.ts';
import { journalOf } from './methods.ts';
import type { GroupEntry, Journal } from './port.ts';
import { captureReader } from './reader.ts';
import { reportQuestions } from './report-questions.ts';
import { captureSearch } from './search.ts';
import { timeReader } from './time-reader.ts';
import { uploadTable } from './uploads.ts';
import { uploadsByPeople } from './uploads-by-people.ts';

/**
 * The journal in this very thread, which it holds while the disk works (114 ms have been seen): for the worker and for tests.
 * `file` may be ":memory:". Throws JOURNAL_FAILED.
 */
export function openJournal({ file }: { file: string }): Journal {
  const { database, close } = openDatabase(file);
  const writer = captureWriter(database);
  const announcements = announcementTable(database);
  const methods = {
    ...writer,
    ...captureReader(database),
    ...announcements,
    ...keptFacts(database),
    ...groupKept(database),
    ...uploadTable(database),
    ...fileTable(database),
    ...uploadsByPeople(database),
    ...fileTable(database),
    ...reportQuestions(database),
    ...deviceStatsQuestion(database),
    ...captureSearch(database),
    ...timeReader(database),
    /** Not worth an fsync: after a power cut the capture is found at an earlier step and taken again. */
    step(...args: Parameters<typeof writer.step>): void {
      withoutFsync(database, () => writer.step(...args));
    },
    /** Nor this: the leader is only told again. */
    counted(captureId: string): void {
      withoutFsync(database, () => writer.counted(captureId));
    },
    /** Not worth one either: the leader and the other members have them too. */
    keepEntries(entries: readonly GroupEntry[]): void {
      withoutFsync(database, () => announcements.keepEntries(entries));
    },
    close,
  } satisfies Record<keyof Journal, unknown>;

  return journalOf(async (method, args) => {
    if (!database.isOpen && method !== 'close')
      throw new ExporterError('JOURNAL_FAILED', `The journal ${file} is closed already; ${method} came too late.`);
    try {
      return Reflect.apply(methods[method], methods, args);
    } catch (error) {
      throw error instanceof ExporterError
        ? error
        : new ExporterError('JOURNAL_FAILED', failingSentence(file, method, error), { cause: error });
    }
  });
}

function failingSentence(file: string, method: string, error: unknown): string {
  const why = messageOf(error);
  switch (sqliteCode(error)) {
    case sqliteCodes.full:
      return `The journal ${file} could not keep ${method}: its disk is full. Make room there; captures go on once it can be written.`;
    case sqliteCodes.corrupt:
    case sqliteCodes.notADatabase:
      return `The journal ${file} is damaged (${method}: ${why}). Stop the exporter and move the journal away, with its -wal file, to begin a new one.`;
    default:
      return `The journal ${file} could not do ${method}: ${why}. Check its disk and its rights.`;
  }
}
