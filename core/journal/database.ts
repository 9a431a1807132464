import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ExporterError, messageOf } from '../contract/errors.ts';
import { lockJournal, lockWaitMs } from './journal-lock.ts';
import { applicationId, migrations } from './tables.ts';

export type OpenDatabase = { database: DatabaseSync; close(): void };

/**
 * The journal's file, brought to the newest version and held for this process alone: a second exporter would take up captures that the
 * first one is still at. Others may read it meanwhile.
 */
export function openDatabase(file: string): OpenDatabase {
  let database: DatabaseSync | undefined;
  let unlock = (): void => undefined;
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    unlock = lockJournal(file);
    const opened = new DatabaseSync(file, { timeout: lockWaitMs });
    database = opened;
    prepare(opened, file);
    return {
      database: opened,
      close() {
        if (opened.isOpen) opened.close();
        unlock();
      },
    };
  } catch (error) {
    if (database?.isOpen) database.close();
    unlock();
    throw openingFailure(file, error);
  }
}

/** To read it beside an exporter that writes it; changes nothing, also not to a newer version. */
export function openToRead(file: string): OpenDatabase {
  let database: DatabaseSync | undefined;
  try {
    if (!existsSync(file)) throw new ExporterError('JOURNAL_FAILED', `There is no journal ${file}. ${absent}`);
    const opened = new DatabaseSync(file, { readOnly: true, timeout: lockWaitMs });
    database = opened;
    const version = checkedVersion(opened, file);
    if (version < migrations.length)
      throw new ExporterError(
        'JOURNAL_FAILED',
        `The journal ${file} is of an older version (${version}; this one reads ${migrations.length}). It becomes a newer one when the exporter of this version is started with it.`,
        { facts: { version, readable: migrations.length } },
      );
    return { database: opened, close: () => void (opened.isOpen && opened.close()) };
  } catch (error) {
    if (database?.isOpen) database.close();
    throw openingFailure(file, error);
  }
}

const absent = 'Has this exporter run on this machine, by this user and with these settings? It lies where journalFile of them says.';

function prepare(database: DatabaseSync, file: string): void {
  const version = checkedVersion(database, file);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA foreign_keys = ON');
  migrate(database, version);
}

/** Writes in any case: an exporter of an earlier version, which locks the journal itself, is met at the start and not at the first capture. */
function migrate(database: DatabaseSync, from: number): void {
  inTransaction(database, () => {
    for (const statements of migrations.slice(from)) database.exec(statements);
    database.exec(`PRAGMA application_id = ${applicationId}`);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Safe from the end of the process, not from that of the machine's power. */
export function withoutFsync(database: DatabaseSync, work: () => void): void {
  database.exec('PRAGMA synchronous = NORMAL');
  try {
    work();
  } finally {
    database.exec('PRAGMA synchronous = FULL');
  }
}

function checkedVersion(database: DatabaseSync, file: string): number {
  const version = pragma(database, 'user_version');
  const owner = pragma(database, 'application_id');
  const tables = z.object({ n: z.number() }).parse(database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()).n;
  if (owner !== applicationId && (tables > 0 || version > 0))
    throw new ExporterError('JOURNAL_FAILED', `${file} is an SQLite file of another program. Give another journalFile in the settings.`);
  if (version > migrations.length)
    throw new ExporterError(
      'JOURNAL_FAILED',
      `The journal ${file} was written by a newer exporter (version ${version}, this one reads up to ${migrations.length}). Start the newer exporter, or give another journalFile in the settings.`,
      { facts: { version, readable: migrations.length } },
    );
  return version;
}

function pragma(database: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return z.number().parse(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function openingFailure(file: string, error: unknown): ExporterError {
  return error instanceof ExporterError ? error : new ExporterError('JOURNAL_FAILED', openingSentence(file, error), { cause: error });
}

function openingSentence(file: string, error: unknown): string {
  switch (sqliteCode(error)) {
    case sqliteCodes.busy:
      return `The journal ${file} is in use by another exporter. Stop that one first, or give this one a journalFile of its own in the settings.`;
    case sqliteCodes.corrupt:
    case sqliteCodes.notADatabase:
      return `The journal ${file} is damaged. Move it away, with its -wal file, to begin a new one (data files stay as they are; captures that were unfinished are then not taken again), or put a copy back.`;
    default:
      return `The journal ${file} cannot be opened: ${messageOf(error)}. Check that its folder is on a local disk and may be written.`;
  }
}

/** https://sqlite.org/rescode.html; the low byte is the primary code. */
export const sqliteCodes = { busy: 5, corrupt: 11, full: 13, notADatabase: 26 } as const;

export function sqliteCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}
