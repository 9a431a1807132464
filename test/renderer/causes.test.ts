import { expect, test } from 'vitest';
import { causesOf } from '../../renderer/attention/causes.ts';
import { newestSentences } from '../../renderer/store/sentences.ts';
import { allCaptured, capture, groupFacts, pulseNo, stateWith } from './states.ts';

test('a device that is not captured is one line, however many pulses it lasts, and says since which', () => {
  const captures = [5, 4, 3].map((number) => capture(number, { ...allCaptured, 'CAM-1': 'missing' }));
  const state = stateWith({ captures: [...captures, capture(2, allCaptured)] });
  const sentences = { 'CAM-1': 'CAM-1: no message; the newest on topic cam-1 is 40 s old.' };
  expect(causesOf(state, sentences)).toEqual([
    {
      ...{ key: 'device CAM-1', kind: 'missing', title: 'CAM-1: missing for 3 pulses', device: 'CAM-1', pulses: 3 },
      sentence: sentences['CAM-1'],
      since: { timestampNs: pulseNo(3).timestampNs },
    },
  ]);
});

test('what lasts longest stands first', () => {
  const captures = [capture(2, { ...allCaptured, 'CAM-1': 'missing', 'CAM-2': 'stale' }), capture(1, { ...allCaptured, 'CAM-2': 'stale' })];
  expect(causesOf(stateWith({ captures }), {}).map(({ title }) => title)).toEqual([
    'CAM-2: stale for 2 pulses',
    'CAM-1: missing for 1 pulse',
  ]);
});

test('a device that is back is no line, unless it was often away', () => {
  const away = (number: number) => capture(number, { ...allCaptured, 'CAM-1': 'late' });
  const here = (number: number) => capture(number, allCaptured);
  expect(causesOf(stateWith({ captures: [here(3), away(2), away(1)] }), {})).toEqual([]);
  expect(causesOf(stateWith({ captures: [here(4), away(3), away(2), away(1)] }), {})).toMatchObject([
    { title: 'CAM-1: late in 3 of 4 pulses', kind: 'late' },
  ]);
});

test('a device out of service, and one whose pulse is still in flight, are no lines', () => {
  const captures = [capture(1, { ...allCaptured, 'CAM-1': 'missing' })];
  const outOfService = { 'CAM-1': { reason: 'lens', by: 'Ann', since: '2026-11-22T10:00:00Z', until: null } };
  expect(causesOf(stateWith({ captures, outOfService }), {})).toEqual([]);
  expect(causesOf(stateWith({ captures: [capture(1, {}, { verdict: null })] }), {})).toEqual([]);
});

test('a source that does not answer, a full disk, a silent member and a Gateway that is away are lines of their own, and stand first', () => {
  const since = '2026-11-22T10:00:00.000Z';
  const failure = { code: 'GATEWAY_UNREACHABLE' as const, message: 'gateway.example does not answer.' };
  const causes = causesOf(
    stateWith({
      captures: [capture(1, { ...allCaptured, 'CAM-1': 'unreachable' })],
      sources: [{ source: 'kafka', state: 'unreachable', sentence: 'Kafka: no broker answers.', failure: null, since }],
      disk: { state: 'low', sentence: 'Only 2 GB are free.', freeBytes: 2e9 },
      uploads: { gateway: 'gateway.example', state: 'away', queued: 3, waiting: 0, sentence: '3 files', failure },
      group: groupFacts({
        members: [
          {
            ...{ name: 'laser-2', role: 'follower', state: 'lost', sentence: 'laser-2 is silent for 6 s.', since, counts: null },
            load: { exporter: 'laser-2', devices: 0, channels: 0, bytes: 0, ms: 0 },
          },
        ],
      }),
    }),
    {},
  );
  expect(causes.map(({ key }) => key)).toEqual(['source kafka', 'disk', 'gateway', 'member laser-2', 'device CAM-1']);
});

test('sentences are kept by channel, the newest only', () => {
  const missed = (sentence: string) => [{ channel: 'CAM-1', device: 'CAM-1', code: 'missing' as const, sentence }];
  const first = newestSentences({}, { type: 'capture/finished', capture: capture(1, {}), missed: missed('old') });
  expect(newestSentences(first, { type: 'capture/amended', captureId: '1', outcomes: missed('new') })).toEqual({ 'CAM-1': 'new' });
  expect(newestSentences(first, { type: 'exporter/stopped', at: '' })).toBe(first);
});
