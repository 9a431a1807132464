import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { createJournal } from '../../core/journal/journal.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import { captured, endWith, pulseNumber, startOf } from './samples.ts';
import { tempFolder } from './temp-folder.ts';

const workerUrl = new URL('../../core/journal/worker.ts', import.meta.url);
const newFile = () => join(tempFolder(), 'journal.sqlite');
const edit = (file: string, sql: string) => {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
};

describe('a journal file', () => {
  test('keeps everything for the next start', async () => {
    const file = newFile();
    const first = openJournal({ file });
    const record = { digits: 3, localOnly: 'Pulse 0 has its record.' } as const;
    const [done, open] = await first.begin([{ ...startOf(pulseNumber(1)), record }, startOf(pulseNumber(2))]);
    await first.finish(done?.captureId ?? '', endWith([captured('A')]));
    await first.setMetadata({ activeArea: 'EA1', activeExperiment: '1' });
    await first.close();

    const second = await createJournal({ file, workerUrl });
    expect(await second.unfinished()).toMatchObject([{ captureId: open?.captureId, pulse: pulseNumber(2) }]);
    expect(await second.earlier(pulseNumber(1))).toEqual({ captured: ['A'], metadata: null, record });
    expect(await second.metadata()).toEqual({ activeArea: 'EA1', activeExperiment: '1' });
    expect(await second.begin([startOf(pulseNumber(2))])).toMatchObject([{ attempt: 2 }]);
    await second.close();
  });

  test('is written ahead of time (WAL)', async () => {
    const file = newFile();
    const journal = openJournal({ file });
    await journal.begin([startOf(pulseNumber(1))]);
    expect(existsSync(`${file}-wal`)).toBe(true);
    await journal.close();
  });

  test('of a newer exporter is refused and left as it is', async () => {
    const file = newFile();
    await openJournal({ file }).close();
    edit(file, 'PRAGMA user_version = 999');
    const before = readFileSync(file);
    expect(() => openJournal({ file })).toThrow(/newer exporter \(version 999/);
    await expect(createJournal({ file, workerUrl })).rejects.toMatchObject({ code: 'JOURNAL_FAILED', facts: { version: 999 } });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('of another program is refused and left as it is', () => {
    const file = newFile();
    edit(file, 'CREATE TABLE theirs (a)');
    const before = readFileSync(file);
    expect(() => openJournal({ file })).toThrow(`${file} is an SQLite file of another program`);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('that is damaged is named with what to do, and left as it is', async () => {
    const file = newFile();
    const garbage = randomBytes(8192);
    writeFileSync(file, garbage);
    await expect(createJournal({ file, workerUrl })).rejects.toThrow(`The journal ${file} is damaged. Move it away`);
    expect(readFileSync(file).equals(garbage)).toBe(true);
  });

  test('that is in use by one exporter is refused to a second at its start', async () => {
    const file = newFile();
    const first = openJournal({ file });
    await expect(createJournal({ file, workerUrl })).rejects.toThrow(`The journal ${file} is in use by another exporter`);
    await first.close();
    await openJournal({ file }).close();
  });

  test('where no file can be is named', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(() => openJournal({ file: join(folder, 'file', 'journal.sqlite') })).toThrow(/cannot be opened.*local disk/);
  });

  test('with a row that makes no sense fails by name, not with a wrong answer', async () => {
    const file = newFile();
    const first = openJournal({ file });
    const [begun] = await first.begin([startOf(pulseNumber(1))]);
    await first.close();
    edit(file, `UPDATE captures SET phases = '{"collectMs":"soon"}'`);
    const second = openJournal({ file });
    await expect(second.get(begun?.captureId ?? '')).rejects.toMatchObject({ code: 'JOURNAL_FAILED' });
    await second.close();
  });

  test('of 100,000 captures gives its newest page and one pulse without reading them all', async () => {
    const file = newFile();
    await openJournal({ file }).close();
    edit(
      file,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
       INSERT INTO captures (pulse_id, timestamp_ns, attempt, mode, step, started_at, finished_at, verdict)
       SELECT i, i * 1000, 1, 'live', 'kept', 'then', 'then', 'empty' FROM n`,
    );
    const journal = openJournal({ file });
    expect((await journal.list(2)).map(({ captureId }) => captureId)).toEqual(['100000', '99999']);
    expect((await journal.list(1, '50000')).map(({ captureId }) => captureId)).toEqual(['49999']);
    await journal.close();

    const database = new DatabaseSync(file);
    const plan = (sql: string) =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => detail)
        .join('; ');
    expect(plan('SELECT * FROM captures WHERE finished_at IS NULL ORDER BY id')).toContain('captures_unfinished');
    expect(plan("SELECT max(attempt) FROM captures WHERE pulse_id = '7' AND timestamp_ns = '7000'")).toContain('captures_by_pulse');
    database.close();
  });
});

describe('the thread of a journal', () => {
  test('that dies fails what waits and what comes later with JOURNAL_FAILED', async () => {
    const dying = new URL(`data:text/javascript,${encodeURIComponent(dyingWorker)}`);
    const journal = await createJournal({ file: 'journal.sqlite', workerUrl: dying });
    const waiting = [journal.unfinished(), journal.metadata()];
    for (const call of await Promise.allSettled(waiting))
      expect(call).toMatchObject({ status: 'rejected', reason: { code: 'JOURNAL_FAILED' } });
    await expect(journal.list(1)).rejects.toThrow(/journal.sqlite has stopped: out of memory/);
    await journal.close();
  });
});

const dyingWorker = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', () => { throw new Error('out of memory'); });
parentPort.postMessage({ opened: true });
`;
