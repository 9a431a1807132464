import { expect, onTestFinished, test } from 'vitest';
import { watchAlarms } from '../../core/alarms/alarms.ts';
import type { Alarm } from '../../core/contract/alarms.ts';
import type { ChannelOutcome, ExporterEvent, OutcomeCode } from '../../core/contract/api.ts';
import { createFeed } from '../../core/feed.ts';
import { allCaptured, capture, groupFacts, groupPulse, pulseNo, threeDevices } from '../renderer/states.ts';

/** An exporter's stream with the watcher on it; `now` gives the alarms that stand. */
function watched() {
  const feed = createFeed();
  const notes: unknown[] = [];
  const seen: ExporterEvent[] = [];
  const clock = { wallMs: () => Date.parse('2026-11-22T10:00:00Z'), monotonicMs: () => 0, sleep: async () => undefined };
  const alarms = watchAlarms({ feed, clock, journal: { note: async (note) => void notes.push(note) } });
  onTestFinished(alarms.stop);
  feed.subscribe((event) => seen.push(event));
  feed.emit({ type: 'setup/changed', setup: { devices: threeDevices, settleMs: 2000 } });
  return {
    ...{ feed, alarms, notes, seen },
    finish(number: number, missed: Record<string, OutcomeCode>, attempt = 1) {
      const outcomes = Object.entries(missed).map(([channel, code]): ChannelOutcome => {
        return { channel, device: channel, code, sentence: `${channel}: ${code} in pulse ${number}.` };
      });
      feed.emit({ type: 'capture/finished', capture: capture(number, { ...allCaptured, ...missed }, { attempt }), missed: outcomes });
    },
    async now(): Promise<Alarm[]> {
      await new Promise(setImmediate);
      return feed.state().alarms;
    },
  };
}

test('a device that is missed pulse after pulse is one alarm, since the first, with its newest sentence', async () => {
  const { finish, now, seen } = watched();
  for (const number of [1, 2, 3]) finish(number, { 'CAM-1': 'missing' });
  expect(await now()).toMatchObject([
    {
      ...{ key: 'device CAM-1', kind: 'missing', title: 'CAM-1: missing for 3 pulses', pulses: 3, acknowledged: null },
      sentence: 'CAM-1: missing in pulse 3.',
      since: new Date(Number(BigInt(pulseNo(1).timestampNs) / 1_000_000n)).toISOString(),
    },
  ]);
  expect(seen.filter(({ type }) => type === 'alarm/raised')).toHaveLength(1);
});

test('it ends with the first pulse that has the device, and is another one when that is lost again', async () => {
  const { finish, now, alarms, notes } = watched();
  finish(1, { 'CAM-1': 'missing' });
  await now();
  await alarms.commands.acknowledge({ key: 'device CAM-1', by: 'Ann', note: 'lens is being cleaned' });
  finish(2, { 'CAM-1': 'missing' });
  expect(await now()).toMatchObject([{ pulses: 2, acknowledged: { by: 'Ann', note: 'lens is being cleaned' } }]);
  expect(notes).toMatchObject([{ by: 'Ann', what: 'alarm', facts: { key: 'device CAM-1' } }]);
  finish(3, {});
  expect(await now()).toEqual([]);
  finish(4, { 'CAM-1': 'stale' });
  expect(await now()).toMatchObject([{ kind: 'stale', pulses: 1, acknowledged: null }]);
});

test('a device is told by the worst of its channels', async () => {
  const { finish, now } = watched();
  finish(1, { 'WFS-IMG': 'late', 'WFS-COEF': 'undecodable' });
  expect(await now()).toMatchObject([{ key: 'device WFS', kind: 'undecodable', sentence: 'WFS-COEF: undecodable in pulse 1.' }]);
});

test('what is captured of an old pulse, or again, neither raises nor ends anything', async () => {
  const { finish, now } = watched();
  finish(5, { 'CAM-1': 'missing' });
  finish(3, { 'CAM-2': 'missing' });
  finish(5, {}, 2);
  expect(await now()).toMatchObject([{ key: 'device CAM-1', pulses: 1 }]);
});

test('a source that does not answer is one alarm, and not one for each device of it', async () => {
  const { feed, finish, now } = watched();
  const since = '2026-11-22T09:59:00.000Z';
  feed.emit({ type: 'source/changed', source: { source: 'kafka', state: 'unreachable', sentence: 'No broker.', failure: null, since } });
  finish(1, { 'CAM-1': 'unreachable', 'CAM-2': 'unreachable', 'WFS-IMG': 'missing' });
  expect((await now()).map(({ key }) => key)).toEqual(['source kafka', 'device WFS']);
  expect((await now())[0]).toMatchObject({ kind: 'act', since });
  feed.emit({ type: 'source/changed', source: { source: 'kafka', state: 'reachable', sentence: 'ok', failure: null, since } });
  expect((await now()).map(({ key }) => key)).not.toContain('source kafka');
});

test('a device that is taken out of service is no alarm any more', async () => {
  const { feed, finish, now } = watched();
  finish(1, { 'CAM-1': 'missing' });
  expect(await now()).toHaveLength(1);
  feed.emit({ type: 'device/changed', device: 'CAM-1', outOfService: { reason: 'lens', by: 'Ann', since: '', until: null } });
  expect(await now()).toEqual([]);
});

test('in a group the pulse of all exporters counts, not the share of one', async () => {
  const { feed, finish, now } = watched();
  feed.emit({ type: 'group/changed', group: groupFacts() });
  finish(1, { 'CAM-1': 'late' });
  expect(await now()).toEqual([]);
  const missed = [{ channel: 'CAM-2', code: 'stale' as const, exporter: 'laser-2' }];
  feed.emit({ type: 'pulse/judged', pulse: groupPulse(1, { verdict: 'partial', missed }) });
  expect(await now()).toMatchObject([{ key: 'device CAM-2', sentence: 'CAM-2: stale at laser-2, whose screen says why.' }]);
  feed.emit({ type: 'pulse/judged', pulse: groupPulse(1) });
  expect(await now()).toEqual([]);
});

test('what has ended cannot be acknowledged, and a stopped watcher raises nothing', async () => {
  const { finish, now, alarms } = watched();
  await expect(alarms.commands.acknowledge({ key: 'device CAM-1', by: 'Ann' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  alarms.stop();
  alarms.stop();
  finish(1, { 'CAM-1': 'missing' });
  expect(await now()).toEqual([]);
});
