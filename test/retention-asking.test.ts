import { expect, test } from 'vitest';
import type { CaptureDetails, ChannelOutcome } from '../core/contract/api.ts';
import { createRetentionAsking } from '../core/retention-asking.ts';
import { deviceSchema } from '../core/settings/channel.ts';
import type { Perhaps, TopicKeeping } from '../core/sources/kafka/topic-log.ts';

const hour = 3_600_000;
const pulseMs = Date.UTC(2026, 10, 23, 10, 44);
const channel = (name: string, source: object) => ({ name, type: 'scalar', source });
const devices = [
  deviceSchema.parse({
    name: 'Camera',
    channels: [
      channel('FAST', { kind: 'kafka', topic: 'fast' }),
      channel('FAST-2', { kind: 'kafka', topic: 'fast' }),
      channel('SLOW', { kind: 'kafka', topic: 'slow' }),
      channel('GAUGE', { kind: 'archiver', pv: 'GAUGE:RBV' }),
    ],
  }),
];

function outcome(name: string, code: ChannelOutcome['code']): ChannelOutcome {
  return { channel: name, device: 'Camera', code, sentence: '' };
}

function asking(outcomes: ChannelOutcome[], keeping: Record<string, Perhaps<TopicKeeping>> | Error, nowMs = pulseMs) {
  const asked: string[][] = [];
  const capture: CaptureDetails = {
    ...{ captureId: '7', pulse: { pulseId: '1', timestampNs: `${pulseMs}000000` }, attempt: 1, mode: 'live', step: 'kept' },
    ...{
      verdict: 'partial',
      expected: 4,
      captured: 1,
      counts: {},
      file: null,
      bytes: 0,
      phases: {},
      startedAt: '',
      failure: null,
      outcomes,
    },
  };
  const api = createRetentionAsking({
    journal: { get: async (captureId) => (captureId === '7' ? capture : null) },
    browse: {
      async keeping(topics) {
        asked.push([...topics]);
        if (keeping instanceof Error) throw keeping;
        return topics.map((topic) => keeping[topic] ?? kept(null));
      },
    },
    ...{ devices: () => devices, clock: { wallMs: () => nowMs }, signal: new AbortController().signal },
  });
  return { asked, get: () => api.getRetention({ captureId: '7' }), unknown: () => api.getRetention({ captureId: '8' }) };
}

function kept(ms: number | null, bytes: number | null = null): Perhaps<TopicKeeping> {
  return { ok: true, value: { ms, bytes } };
}

test('the topic that forgets first comes first and is in the sentence, and each topic is asked once', async () => {
  const { get, asked } = asking([outcome('FAST', 'missing'), outcome('FAST-2', 'late'), outcome('SLOW', 'missing')], {
    fast: kept(hour),
    slow: kept(48 * hour),
  });
  const { sources, sentence } = await get();
  expect(asked).toEqual([['fast', 'slow']]);
  expect(sources.map(({ name, until, channels }) => ({ name, until, channels }))).toEqual([
    { name: 'fast', until: '2026-11-23T11:44:00.000Z', channels: ['FAST', 'FAST-2'] },
    { name: 'slow', until: '2026-11-25T10:44:00.000Z', channels: ['SLOW'] },
  ]);
  expect(sentence).toBe('Kafka keeps this pulse in topic fast until 2026-11-23 11:44:00 UTC.');
});

test('what is captured or out of service is not asked for', async () => {
  const { get, asked } = asking([outcome('FAST', 'captured'), outcome('SLOW', 'skipped')], {});
  expect((await get()).sentence).toBe('Nothing is lacking that the settings still know.');
  expect(asked).toEqual([[]]);
});

test('a limit of size is said beside the time, and a topic without a time keeps it however old', async () => {
  const { get } = asking([outcome('FAST', 'missing')], { fast: kept(null, 1e9) });
  expect((await get()).sentence).toBe(
    'Kafka keeps topic fast however old it is. Its size is limited as well, so that it may be gone sooner.',
  );
});

test('a pulse that Kafka has forgotten is said to be gone, from which topics', async () => {
  const both = [outcome('FAST', 'missing'), outcome('SLOW', 'missing')];
  const { get } = asking(both, { fast: kept(hour), slow: kept(48 * hour) }, pulseMs + 2 * hour);
  expect((await get()).sentence).toBe('Kafka keeps this pulse in topic slow until 2026-11-25 10:44:00 UTC. It is gone from fast.');
  const { get: later } = asking([outcome('FAST', 'missing')], { fast: kept(hour) }, pulseMs + 2 * hour);
  expect((await later()).sentence).toMatch(/^Kafka no longer keeps this pulse/);
});

test('a broker that does not answer, or does not tell, is said with its reason', async () => {
  const { get } = asking([outcome('FAST', 'unreachable')], new Error('Kafka broker b:9092 cannot be reached.'));
  expect((await get()).sentence).toBe('How long Kafka keeps topic fast is not known: Kafka broker b:9092 cannot be reached.');
});

test('the Archiver keeps its PVs by its own rules', async () => {
  const { sources } = await asking([outcome('GAUGE', 'stale')], {}).get();
  expect(sources).toEqual([expect.objectContaining({ name: 'GAUGE:RBV', kind: 'archiver', until: null })]);
});

test('a capture that the journal does not know is refused by its ID', async () => {
  await expect(asking([], {}).unknown()).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('8') });
});
