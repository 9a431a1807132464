import { expect, onTestFinished, test } from 'vitest';
import { openJournal } from '../../core/journal/open-journal.ts';
import type { CaptureEnd, GroupEntry, Journal } from '../../core/journal/port.ts';
import { fromFacts } from '../../core/pulses/pulse.ts';
import { makeReport, type ReportPorts } from '../../core/report/make-report.ts';
import { captured, endWith, missing } from '../journal/samples.ts';
import { uploadEnd } from '../journal/settled.ts';
import { quickClock } from '../upload/quick-clock.ts';
import { gatewayOf, idOf } from './gateways.ts';
import { pulseAt } from './pulses.ts';

const day = '2026-11-21';
const { signal } = new AbortController();
const atMs = Date.UTC(2026, 10, 21, 12);

function journalOf() {
  const journal = openJournal({ file: ':memory:' });
  onTestFinished(() => journal.close());
  return journal;
}

async function capture(journal: Journal, n: number, changes: Partial<CaptureEnd> = {}, devices: string[] | null = null): Promise<string> {
  const [begun] = await journal.begin([{ pulse: fromFacts(pulseAt(n)), mode: 'live', metadata: null, devices, at: 'then' }]);
  const id = begun?.captureId ?? '';
  await journal.finish(id, endWith([captured('A'), captured('B')], { verdict: 'complete', file: `${n}.h5`, upload: true, ...changes }));
  return id;
}

async function uploaded(journal: Journal, n: number): Promise<void> {
  const id = await capture(journal, n);
  await journal.beginUpload(id, 'then');
  await journal.endUpload(id, uploadEnd());
}

const portsOf = (journal: ReportPorts['journal'], records: ReturnType<typeof gatewayOf> | null): ReportPorts => ({
  ...{ exporter: 'north', journal, clock: quickClock(), askLimitMs: 60_000 },
  gateway: records && { host: 'gateway.example', digits: 0, records },
});

test('a day of a thousand pulses, over many pages, is all there', async () => {
  const journal = journalOf();
  for (let n = 0; n < 700; n += 1) await uploaded(journal, n);
  const gateway = gatewayOf();
  const report = await makeReport({ day, ask: 'sample' }, portsOf(journal, gateway), signal);
  expect(report).toMatchObject({ verdict: 'arrived', captures: { announced: 700, complete: 700 }, uploads: { accepted: 700 } });
  expect(report.gateway).toMatchObject({ expected: 700, asked: 50, whole: 50 });
  expect(new Set(gateway.asked).size).toBe(50);
});

test('a record that is gone is found where all are asked for', async () => {
  const journal = journalOf();
  for (let n = 0; n < 5; n += 1) await uploaded(journal, n);
  const gateway = gatewayOf({ lacks: [3] });
  const report = await makeReport({ day, ask: 'all' }, portsOf(journal, gateway), signal);
  expect(report).toMatchObject({ verdict: 'missing', gateway: { asked: 5, whole: 4, notThere: 1 }, missing: [{ pulse: pulseAt(3) }] });
  expect(report.causes).toMatchObject([{ stage: 'gateway', code: 'not-there', sentence: expect.stringContaining(idOf(3)) }]);
});

test('nobody is asked where nobody is to be, or none is named', async () => {
  const journal = journalOf();
  await uploaded(journal, 1);
  const gateway = gatewayOf();
  expect((await makeReport({ day, ask: 'none' }, portsOf(journal, gateway), signal)).gateway).toBeNull();
  expect((await makeReport({ day, ask: 'all' }, portsOf(journal, null), signal)).gateway).toBeNull();
  expect(gateway.asked).toEqual([]);
});

test('a Gateway that is away is not asked for every pulse, and nothing is said of what it holds', async () => {
  const journal = journalOf();
  for (let n = 0; n < 40; n += 1) await uploaded(journal, n);
  const gateway = gatewayOf({ away: () => true });
  const report = await makeReport({ day, ask: 'all' }, portsOf(journal, gateway), signal);
  expect(report).toMatchObject({ verdict: 'unknown', gateway: { asked: 40, cannotTell: 40, failure: { code: 'GATEWAY_UNREACHABLE' } } });
  expect(gateway.asked.length).toBeLessThan(15);
});

test('a Gateway that fails once is asked again', async () => {
  const journal = journalOf();
  await uploaded(journal, 1);
  let failures = 1;
  const gateway = gatewayOf({ away: () => failures-- > 0 });
  expect(await makeReport({ day, ask: 'all' }, portsOf(journal, gateway), signal)).toMatchObject({ verdict: 'arrived' });
  expect(gateway.asked).toHaveLength(2);
});

test('what there is no time to ask for cannot be told', async () => {
  const journal = journalOf();
  await uploaded(journal, 1);
  const report = await makeReport({ day, ask: 'all' }, { ...portsOf(journal, gatewayOf()), askLimitMs: 0 }, signal);
  expect(report).toMatchObject({ verdict: 'unknown', gateway: { cannotTell: 1, failure: { code: 'GATEWAY_TIMEOUT' } } });
});

test('only the pulses of the range are in it, and what is missing has the sentence of its channel', async () => {
  const journal = journalOf();
  await capture(journal, -800);
  await capture(journal, 2, { verdict: 'partial', outcomes: [captured('A'), missing('B')], upload: false });
  await capture(journal, 720);
  const report = await makeReport({ day, ask: 'none' }, portsOf(journal, null), signal);
  expect(report.captures).toMatchObject({ announced: 1, partial: 1 });
  expect(report.causes).toMatchObject([{ what: 'B', sentence: missing('B').sentence, first: pulseAt(2) }]);
});

test('of a group, what was announced and never captured here is in it, by the leader’s verdict', async () => {
  const journal = journalOf();
  const announce = (seq: number, n: number, kind: string, facts: unknown = null): GroupEntry => ({
    ...{ atMs: atMs + seq, leader: 'north', epoch: 1, seq, kind, pulse: pulseAt(n), plan: kind === 'pulse' ? 1 : null, facts },
  });
  const verdict = (changes: object) => ({ verdict: 'complete', expected: 4, captured: 4, missed: [], ...changes });
  const missed = [{ channel: 'X', code: 'missing', exporter: 'south' }];
  await journal.keepEntries([
    ...[1, 2, 3].map((n) => announce(n, n, 'pulse')),
    announce(4, 1, 'verdict', verdict({})),
    announce(5, 2, 'verdict', verdict({ verdict: 'partial', captured: 3, missed })),
  ]);
  await capture(journal, 1, { upload: false }, ['D']);
  await capture(journal, 5, { upload: false });
  const report = await makeReport({ day, ask: 'none' }, portsOf(journal, null), signal);
  expect(report.captures).toMatchObject({ announced: 4, complete: 2, partial: 1, open: 1, shareOnly: 0 });
  expect(report.causes).toMatchObject([{ what: 'X', sentence: expect.stringContaining('exporter south') }]);
});

test('where announcements of the day were forgotten, it says from when on they are kept, and nothing is certain', async () => {
  const journal = journalOf();
  await capture(journal, 1, { upload: false });
  const report = (ms: number) => makeReport({ day, ask: 'none' }, portsOf({ ...journal, forgottenBefore: async () => ms }, null), signal);
  expect(await report(atMs)).toMatchObject({ verdict: 'unknown', notes: [expect.stringContaining('2026-11-21T12:00:00.000Z')] });
  expect(await report(Date.UTC(2026, 10, 20)), 'the whole day is kept').toMatchObject({ verdict: 'arrived', notes: [] });
});

test('a day without pulses says so', async () => {
  const report = await makeReport({ day, ask: 'sample' }, portsOf(journalOf(), gatewayOf()), signal);
  expect(report).toMatchObject({
    verdict: 'unknown',
    captures: { announced: 0 },
    sentence: expect.stringContaining('No pulse was announced'),
  });
});

test('it ends when it is stopped, and does not go on with the next page', async () => {
  const journal = journalOf();
  for (let n = 0; n < 350; n += 1) await capture(journal, n);
  const stop = new AbortController();
  const pages: number[] = [];
  const asking: ReportPorts['journal'] = {
    ...journal,
    attemptsIn: (...asked) => journal.attemptsIn(...asked).finally(() => pages.push(1)),
  };
  const making = makeReport({ day, ask: 'none' }, portsOf(asking, null), stop.signal, () => stop.abort());
  await expect(making).rejects.toMatchObject({ code: 'STOPPED' });
  expect(pages.length).toBeLessThanOrEqual(2);
});

test('a journal that fails is no empty day', async () => {
  const journal = openJournal({ file: ':memory:' });
  await journal.close();
  await expect(makeReport({ day, ask: 'none' }, portsOf(journal, null), signal)).rejects.toMatchObject({ code: 'JOURNAL_FAILED' });
});
