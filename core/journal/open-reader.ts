import { ExporterError, messageOf } from '../contract/errors.ts';
import { openToRead } from './database.ts';
import { groupKept } from './group-kept.ts';
import type { Journal } from './port.ts';
import { captureReader } from './reader.ts';
import { reportQuestions } from './report-questions.ts';

export type JournalReader = Pick<Journal, 'earlier' | 'groupKept' | 'attemptsIn' | 'announcedIn' | 'missedOf' | 'forgottenBefore'> & {
  close(): void;
};

/** To be asked beside the exporter that writes it, in this very thread. Throws JOURNAL_FAILED where there is none, or of another version. */
export function openJournalReader(file: string): JournalReader {
  const { database, close } = openToRead(file);
  const methods = { ...captureReader(database), ...reportQuestions(database), ...groupKept(database) };

  async function asked<T>(question: () => T): Promise<T> {
    try {
      return question();
    } catch (error) {
      const why = messageOf(error);
      throw new ExporterError('JOURNAL_FAILED', `The journal ${file} cannot be read: ${why}. Check its disk and its rights.`, {
        cause: error,
      });
    }
  }

  return {
    earlier: (pulse) => asked(() => methods.earlier(pulse)),
    groupKept: (key) => asked(() => methods.groupKept(key)),
    attemptsIn: (...question) => asked(() => methods.attemptsIn(...question)),
    announcedIn: (...question) => asked(() => methods.announcedIn(...question)),
    missedOf: (captureIds) => asked(() => methods.missedOf(captureIds)),
    forgottenBefore: () => asked(() => methods.forgottenBefore()),
    close,
  };
}
