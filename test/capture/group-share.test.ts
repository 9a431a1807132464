import { expect, test } from 'vitest';
import type { Begun } from '../../core/capture/begun.ts';
import { createGroupShare } from '../../core/capture/group-share.ts';
import { systemClock } from '../../core/clock.ts';
import type { CaptureSummary, ChannelOutcome, ExporterEvent, OutcomeCode } from '../../core/contract/api.ts';
import type { ShareOrder } from '../../core/group/own-share.ts';
import type { FileUploadTold, Report } from '../../core/group/protocol.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import { plainRecord } from '../../core/pulses/record-rule.ts';

const pulse = { pulseId: '7', timestampNs: '1795344851000000000' };
const metadata = { activeArea: 'EA1', activeExperiment: 'test' };
const order = (devices: string[], mode: ShareOrder['mode'] = 'past'): ShareOrder => ({
  pulse,
  metadata,
  record: plainRecord,
  devices,
  mode,
  waitMs: 0,
});

/** Captures that end as they are told: device → outcome of its one channel. */
function aShare(outcomeOf: (device: string) => OutcomeCode) {
  const journal = openJournal({ file: ':memory:' });
  const events: ExporterEvent[] = [];
  const reports: Report[] = [];
  const begun: Begun[] = [];
  const counted: number[] = [];
  const ends: { hold: boolean; breaks: boolean; waiting: (() => void)[] } = { hold: false, breaks: false, waiting: [] };
  const share = createGroupShare({
    journal,
    clock: systemClock,
    onCounted: () => counted.push(reports.length),
    emit: (event) => events.push(event),
    captures: {
      async begin([first], mode, _waitMs, given) {
        if (first === undefined) return [];
        const [row] = await journal.begin([{ pulse: first, mode, metadata, at: '2026-11-22T10:00:00.000Z' }]);
        const one = { ...row, pulse: first, mode, metadata, devices: given?.devices ?? null, record: plainRecord, deadlineMs: null };
        const captureId = row?.captureId ?? '';
        const whole: Begun = { ...one, captureId, attempt: row?.attempt ?? 1, recovered: false, again: false };
        begun.push(whole);
        return [whole];
      },
      async take(one) {
        const { captureId, attempt, devices } = one;
        if (ends.breaks) {
          share.broken(one); // as captures do
          throw new Error('The journal cannot be written.');
        }
        if (ends.hold) await new Promise<void>((resolve) => ends.waiting.push(resolve));
        const outcomes = (devices ?? []).map(
          (device): ChannelOutcome => ({ channel: `${device}-1`, device, code: outcomeOf(device), sentence: '' }),
        );
        const file = `${attempt}.h5`;
        const at = '2026-11-22T10:00:01.000Z';
        await journal.finish(captureId, { verdict: 'partial', expected: 1, file, bytes: 1, phases: {}, failure: null, outcomes, at });
        const summary = await journal.get(captureId);
        if (summary !== null) share.finished(summary satisfies CaptureSummary, outcomes);
        return summary;
      },
    },
  });
  const told: FileUploadTold[] = [];
  share.listen({
    progressed: () => undefined,
    reported: (report) => reports.push(report),
    uploaded: (upload) => told.push(upload),
  });
  return { share, journal, events, reports, told, begun, counted, ends };
}

const idle = async ({ share }: ReturnType<typeof aShare>) => {
  while (share.working().length > 0) await new Promise((resolve) => setImmediate(resolve));
};

test('what is ordered is taken with the four facts as announced, and reported', async () => {
  const one = aShare(() => 'captured');
  one.share.take(order(['A', 'B'], 'live'));
  await idle(one);
  expect(one.begun).toMatchObject([{ devices: ['A', 'B'], metadata, mode: 'live' }]);
  expect(one.reports).toMatchObject([{ pulse, attempt: 1, file: '1.h5', outcomes: [{ device: 'A', code: 'captured' }, { device: 'B' }] }]);
});

test('a device that is being taken is not taken twice', async () => {
  const one = aShare(() => 'captured');
  one.ends.hold = true;
  one.share.take(order(['A', 'B']));
  one.share.take(order(['B', 'C']));
  while (one.ends.waiting.length < 2) await new Promise((resolve) => setImmediate(resolve));
  expect(one.begun.map(({ devices }) => devices)).toEqual([['A', 'B'], ['C']]);
  expect(one.share.working()).toEqual([pulse]);
  for (const end of one.ends.waiting) end();
  await idle(one);
});

test('what stands in a file of ours is reported again and not taken again; what is missing is looked for again', async () => {
  const one = aShare((device) => (device === 'A' ? 'captured' : 'missing'));
  one.share.take(order(['A', 'B']));
  await idle(one);
  one.share.take(order(['A', 'B']));
  await idle(one);
  expect(one.begun.map(({ devices }) => devices)).toEqual([['A', 'B'], ['B']]);
  expect(one.reports.map(({ attempt }) => attempt)).toEqual([1, 1, 2]);
});

test('that a capture counts is kept first and then told, so that its file can go to the Gateway', async () => {
  const one = aShare(() => 'captured');
  await one.journal.keepEntries([{ atMs: 1, leader: 'a', epoch: 1, seq: 1, kind: 'pulse', pulse, plan: 1, facts: {} }]);
  one.share.take(order(['A']));
  await idle(one);
  expect(await one.share.unanswered(10)).toEqual([pulse]);
  one.share.counted('1');
  while (one.counted.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(await one.share.unanswered(10)).toEqual([]);
});

test('a superseded capture is not reported, and its devices can be taken again', async () => {
  const one = aShare(() => 'captured');
  one.share.take(order(['A']));
  await idle(one);
  one.share.supersede('1', 'laser-2 has them');
  await one.journal.notes(1);
  expect(await one.share.reportsOf(pulse)).toEqual([]);
  expect(await one.share.stateOf(pulse)).toEqual({ state: 'none', devices: [] });
  expect(one.events).toMatchObject([{ type: 'capture/superseded', captureId: '1', by: 'laser-2 has them' }]);
  one.share.take(order(['A']));
  await idle(one);
  expect(one.begun).toHaveLength(2);
});

test('what is in flight when the group is left is superseded when it ends, and reported to nobody', async () => {
  const one = aShare(() => 'captured');
  one.ends.hold = true;
  one.share.take(order(['A']));
  while (one.ends.waiting.length < 1) await new Promise((resolve) => setImmediate(resolve));
  one.share.left();
  for (const end of one.ends.waiting) end();
  while (one.events.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(one.reports).toEqual([]);
  expect((await one.journal.get('1'))?.superseded).toContain('left its group');
});

test('how far it is with a pulse can be asked: nothing, at work, finished', async () => {
  const one = aShare(() => 'captured');
  expect((await one.share.stateOf(pulse)).state).toBe('none');
  one.ends.hold = true;
  one.share.take(order(['A']));
  expect(await one.share.stateOf(pulse)).toEqual({ state: 'working', devices: ['A'] });
  while (one.ends.waiting.length < 1) await new Promise((resolve) => setImmediate(resolve));
  for (const end of one.ends.waiting) end();
  await idle(one);
  expect(await one.share.stateOf(pulse)).toEqual({ state: 'finished', devices: ['A'] });
});

test('what becomes of its files in the Gateway is told as it happens, but for each attempt', () => {
  const one = aShare(() => 'captured');
  const upload = { captureId: '1', pulse, file: '1.h5', bytes: 1, retryAt: null, attempts: 1, sentence: '', failure: null, refused: [] };
  for (const state of ['sending', 'accepted'] as const) one.share.watch({ type: 'upload/changed', upload: { ...upload, state } });
  expect(one.told).toEqual([{ pulse, file: '1.h5', state: 'accepted', sentence: '', refused: [] }]);
});

test('while it collects it tells how many channels are decided', () => {
  const one = aShare(() => 'captured');
  const told: unknown[] = [];
  one.share.listen({ progressed: (...facts) => told.push(facts.slice(1)), reported: () => undefined, uploaded: () => undefined });
  const capture: CaptureSummary = {
    ...{ captureId: '9', pulse, attempt: 1, mode: 'live', step: 'collecting', verdict: null, expected: 2, captured: 0, counts: {} },
    ...{ file: null, bytes: 0, phases: {}, startedAt: '', failure: null },
  };
  one.share.watch({ type: 'capture/started', capture });
  one.share.watch({ type: 'channels/decided', captureId: '9', outcomes: [{ channel: 'A-1', code: 'captured' }] });
  one.share.watch({ type: 'capture/stepped', captureId: '9', step: 'writing' });
  expect(told).toEqual([
    ['collecting', 1, 2],
    ['writing', 1, 2],
  ]);
});

test("what could not be ended is nobody's work, so that it is ordered and taken again", async () => {
  const one = aShare(() => 'captured');
  one.ends.breaks = true;
  one.share.take(order(['A', 'B']));
  await idle(one);
  expect(one.events).toMatchObject([{ type: 'pulse/unavailable', failure: { message: 'The journal cannot be written.' } }]);
  one.ends.breaks = false;
  one.share.take(order(['A', 'B']));
  await idle(one);
  expect(one.reports).toMatchObject([{ attempt: 2, outcomes: [{ device: 'A' }, { device: 'B' }] }]);
});
