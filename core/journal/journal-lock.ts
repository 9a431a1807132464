import { DatabaseSync } from 'node:sqlite';

/** A predecessor that is just ending holds its lock a moment longer. */
export const lockWaitMs = 2000;

/**
 * Holds the journal `file` for this process alone until the answer is called; throws SQLite's "busy" where another one has it. It is a lock of the system's on a
 * file beside the journal, which ends with the process however it ends; the journal itself stays open to those who only read.
 */
export function lockJournal(file: string): () => void {
  if (file === ':memory:') return () => undefined;
  const lock = new DatabaseSync(`${file}-lock`, { timeout: lockWaitMs });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}
