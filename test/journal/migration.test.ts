import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openJournal } from '../../core/journal/open-journal.ts';
import { keptEntries } from '../../core/journal/port.ts';
import { applicationId, migrations } from '../../core/journal/tables.ts';
import { toFacts } from '../../core/pulses/pulse.ts';
import { recordSpan } from '../../core/pulses/record-rule.ts';
import { at, captured, entry, planNumber, pulseEntry, pulseNumber } from './samples.ts';
import { tempFolder } from './temp-folder.ts';

test('a journal of version 1 is taken over with its captures, and keeps what a group announces from then on', async () => {
  const file = join(tempFolder(), 'journal.sqlite');
  const old = new DatabaseSync(file);
  old.exec(`${migrations[0]} PRAGMA application_id = ${applicationId}; PRAGMA user_version = 1`);
  const { pulseId, timestampNs } = pulseNumber(1);
  old
    .prepare(
      `INSERT INTO captures (pulse_id, timestamp_ns, attempt, mode, step, started_at, finished_at, verdict, expected, counts, file)
       VALUES (?, ?, 1, 'live', 'kept', ?, ?, 'complete', 1, '{"captured":1}', 'a.h5')`,
    )
    .run(String(pulseId), String(timestampNs), at, at);
  old.prepare(`INSERT INTO outcomes VALUES (1, 'A', 0, 'captured', ?)`).run(JSON.stringify(captured('A')));
  old.prepare(`INSERT INTO notes (at, by, what, facts) VALUES (?, 'Ada', 'schedule', '{}')`).run(at);
  old.close();

  const journal = openJournal({ file });
  const [capture] = await journal.capturesOf({ pulseId, timestampNs });
  expect(capture).toMatchObject({ captureId: '1', file: 'a.h5', verdict: 'complete', outcomes: [captured('A')] });
  expect(capture).not.toHaveProperty('superseded');
  expect((await journal.earlier({ pulseId, timestampNs })).captured).toEqual(['A']);
  expect(await journal.notes(10)).toHaveLength(1);
  await journal.keepEntries([entry(1)]);
  expect((await journal.entriesSince(0, 0, 10)).entries).toEqual([entry(1)]);
  await journal.close();
});

test('the newest announcements are kept, and the plan of each pulse among them; older ones are forgotten', async () => {
  const journal = openJournal({ file: ':memory:' });
  await journal.keepEntries([planNumber(1, 1), planNumber(2, 2), pulseEntry(3, 3, 1)]);
  for (let seq = 4; seq < keptEntries + 2000; seq += 500)
    await journal.keepEntries(Array.from({ length: 500 }, (_, n) => pulseEntry(seq + n, seq + n, 2)));
  const { entries, newestId } = await journal.entriesSince(0, 0, 10);
  expect(newestId).toBeGreaterThan(keptEntries + 1000);
  expect(entries.slice(0, 2).map(({ kind, plan, seq }) => [kind, plan, seq])).toEqual([
    ['plan', 2, 2],
    ['pulse', 2, expect.any(Number)],
  ]);
  const oldest = entries[1]?.seq ?? 0;
  expect(newestId - oldest).toBeGreaterThanOrEqual(keptEntries - 1);
  expect(newestId - oldest).toBeLessThan(keptEntries + 1000);
  await journal.close();
});

test('an announcement whose row makes no sense is left out, and the others are given', async () => {
  const file = join(tempFolder(), 'journal.sqlite');
  const first = openJournal({ file });
  await first.keepEntries([pulseEntry(1, 1), pulseEntry(2, 2), pulseEntry(3, 3)]);
  await first.close();
  const database = new DatabaseSync(file);
  database.exec(`UPDATE announcements SET facts = '{"half' WHERE seq = 2`);
  database.exec(`UPDATE announcements SET facts = '{"record":{"digits":7}}' WHERE seq = 3`);
  database.close();
  const second = openJournal({ file });
  expect((await second.entriesSince(0, 0, 10)).entries.map(({ seq }) => seq)).toEqual([1, 3]);
  expect((await second.entriesSince(0, 1, 1)).lastId, 'still says where to go on').toBe(2);
  expect((await second.openPulses(10)).pulses.map(({ seq }) => seq)).toEqual([3, 1]);
  for (const n of [2, 3]) expect((await second.earlier(pulseNumber(n))).record).toBeNull();
  const besides = { ...pulseNumber(2), pulseId: 1n };
  expect(await second.recordHolder(besides, recordSpan(besides.timestampNs, 0)), 'rather one too few than two').toEqual(
    toFacts(pulseNumber(2)),
  );
  await second.close();
});
