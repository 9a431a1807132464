import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createJournal } from '../../core/journal/journal.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import { openJournalReader } from '../../core/journal/open-reader.ts';
import { applicationId, migrations } from '../../core/journal/tables.ts';
import { captured, endWith, pulseNumber, startOf } from './samples.ts';
import { tempFolder } from './temp-folder.ts';

const workerUrl = new URL('../../core/journal/worker.ts', import.meta.url);
const newFile = () => join(tempFolder(), 'journal.sqlite');
const span = { fromNs: String(pulseNumber(0).timestampNs), toNs: String(pulseNumber(100).timestampNs) };

test('a journal is read while its exporter writes it, and what comes later is seen as well', async () => {
  const file = newFile();
  const journal = await createJournal({ file, workerUrl });
  await journal.keepGroup('pins', { D: 'north' });
  const reader = openJournalReader(file);
  expect((await reader.attemptsIn(span, null, 10)).rows).toEqual([]);
  const [begun] = await journal.begin([startOf(pulseNumber(1))]);
  await journal.finish(begun?.captureId ?? '', endWith([captured('A')], { verdict: 'complete' }));
  expect((await reader.attemptsIn(span, null, 10)).rows).toMatchObject([{ verdict: 'complete' }]);
  expect((await reader.earlier(pulseNumber(1))).captured).toEqual(['A']);
  expect(await reader.groupKept('pins')).toEqual({ D: 'north' });
  await journal.close();
  expect((await reader.attemptsIn(span, null, 10)).rows).toHaveLength(1);
  reader.close();
});

test('a journal whose exporter is gone is read and left to it: the next one writes it while it is still read', async () => {
  const file = newFile();
  await openJournal({ file }).close();
  const reader = openJournalReader(file);
  const journal = openJournal({ file });
  await journal.begin([startOf(pulseNumber(1))]);
  expect((await reader.attemptsIn(span, null, 10)).rows).toHaveLength(1);
  reader.close();
  await journal.close();
});

test('a journal that is not there is named and not made', () => {
  const file = newFile();
  expect(() => openJournalReader(file)).toThrow(/There is no journal .*journal\.sqlite\. Has this exporter run/);
  expect(existsSync(file)).toBe(false);
});

test('a journal of an older version, of a newer one or of another program is named and not changed', () => {
  const file = newFile();
  const made = (sql: string) => {
    rmSync(file, { force: true });
    const database = new DatabaseSync(file);
    database.exec(sql);
    database.close();
    return readFileSync(file);
  };
  const ours = `${migrations[0]} PRAGMA application_id = ${applicationId};`;
  for (const [sql, said] of [
    [`${ours} PRAGMA user_version = 1`, /older version \(1;/],
    [`${ours} PRAGMA user_version = 999`, /newer exporter \(version 999/],
    ['CREATE TABLE theirs (a)', /another program/],
  ] as const) {
    const before = made(sql);
    expect(() => openJournalReader(file)).toThrow(said);
    expect(readFileSync(file).equals(before)).toBe(true);
  }
});

test('a row that makes no sense is counted, and those around it are given', async () => {
  const file = newFile();
  const journal = openJournal({ file });
  await journal.begin([1, 2, 3].map((n) => startOf(pulseNumber(n))));
  await journal.close();
  const database = new DatabaseSync(file);
  database.exec(`UPDATE captures SET counts = '{"half' WHERE id = 3`);
  database.close();
  const reader = openJournalReader(file);
  const { rows, unreadable, last } = await reader.attemptsIn(span, null, 10);
  expect([rows.map(({ captureId }) => captureId), unreadable, last?.id]).toEqual([['1', '2'], 1, 3]);
  reader.close();
});

test('a question that fails says so by name', async () => {
  const file = newFile();
  await openJournal({ file }).close();
  const reader = openJournalReader(file);
  reader.close();
  await expect(reader.forgottenBefore()).rejects.toMatchObject({ code: 'JOURNAL_FAILED', message: expect.stringContaining(file) });
});
