import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../core/clock.ts';
import { openJournal } from '../core/journal/open-journal.ts';
import { createReporting } from '../core/reporting.ts';

const day = { day: '2026-11-21', ask: 'sample' } as const;

function stage() {
  const journal = openJournal({ file: ':memory:' });
  onTestFinished(() => journal.close());
  const leaving = new AbortController();
  const ports = { exporter: 'north', journal, clock: systemClock, signal: leaving.signal };
  return { leaving, reporting: createReporting({ ...ports, opened: () => null }) };
}

test('one report at a time is made, and the next one when it is there', async () => {
  const { reporting } = stage();
  const first = reporting.reportDay(day);
  await expect(reporting.reportDay(day)).rejects.toMatchObject({ code: 'BUSY' });
  expect(await first).toMatchObject({ exporter: 'north', captures: { announced: 0 }, gateway: null });
  await expect(reporting.reportDay({ day: 'yesterday', ask: 'none' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await reporting.reportDay(day);
});

test('a report ends with its exporter', async () => {
  const { reporting, leaving } = stage();
  leaving.abort();
  await expect(reporting.reportDay(day)).rejects.toMatchObject({ code: 'STOPPED' });
});
