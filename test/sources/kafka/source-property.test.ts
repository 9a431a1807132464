import { expect, test } from 'vitest';
import { fits, isBetter, isStale } from '../../../core/capture/match.ts';
import type { ChannelSettings } from '../../../core/settings/channel.ts';
import { decode } from '../../../core/sources/kafka/decode/decode.ts';
import { timeOf } from '../../../core/sources/kafka/seen.ts';
import type { Answer } from '../../../core/sources/port.ts';
import { randomOf } from '../../fakes/random.ts';
import type { Sent } from './memory-log.ts';
import { channel, messageOf, pulseOf, setStage, timeOfPulse } from './stage.ts';

const matches: ChannelSettings['match'][] = [
  { kind: 'pulse-id' },
  { kind: 'nearest', toleranceMs: 60 },
  { kind: 'nearest', toleranceMs: 400 },
  { kind: 'last', maxAgeMs: 700 },
  { kind: 'last', maxAgeMs: 60_000 },
];

/** Lost, doubled, damaged, late and swapped messages of one source; wild order only where the pulse ID tells. */
function messagesOf(sourceName: string, match: ChannelSettings['match'], partitions: number, random: () => number): Sent[] {
  const wild = match.kind === 'pulse-id';
  const usualLag = random() * 400 - 15;
  const lost = random() * 0.6;
  const sent: Sent[] = [];
  for (let n = 0; n < 120; n++) {
    if (random() < lost) continue;
    const timeMs = timeOfPulse(n) + Math.floor(random() * 8);
    const lag = wild ? random() * 500 - 15 : usualLag + random() * 10;
    const whole = messageOf(n, { sourceName, timeMs, ...(wild ? {} : { pulse: null }) });
    const value = random() < 0.05 ? whole.subarray(0, 30) : whole;
    for (let copy = random() < 0.05 ? 2 : 1; copy > 0; copy--) {
      sent.push({ timeMs: Math.floor(timeMs + lag), value, key: sourceName, partition: Math.floor(random() * partitions) });
    }
  }
  return sent;
}

/** Reads everything there is. */
function fullScan(all: readonly Sent[], { match, source }: ChannelSettings, n: number): string {
  const pulse = pulseOf(n);
  let best: { pulseId: bigint | null; timeNs: bigint } | null = null;
  for (const { value, timeMs } of all) {
    if (value === null || value.length <= 30) continue;
    const head = decode(value);
    if (head.kind !== 'reading' || (source.kind === 'kafka' && source.sourceName !== head.sourceName)) continue;
    const candidate = { pulseId: head.pulseId, timeNs: timeOf(head, timeMs).timeNs };
    const suits = match.kind === 'last' ? candidate.timeNs <= pulse.timestampNs : fits(match, pulse, candidate);
    if (suits && (best === null || isBetter(match, pulse, candidate, best))) best = candidate;
  }
  if (best === null) return 'nothing';
  return `${isStale(match, pulse, best) ? 'stale' : 'reading'} ${distance(n, best.timeNs)} from ${best.pulseId}`;
}

function told(n: number, answer: Answer): string {
  if (answer.kind !== 'reading' && answer.kind !== 'stale') return answer.kind === 'unreachable' ? answer.failure.message : 'nothing';
  return `${answer.kind} ${distance(n, answer.reading.timeNs)} from ${answer.reading.pulseId}`;
}

function distance(n: number, timeNs: bigint): bigint {
  const apart = timeNs - pulseOf(n).timestampNs;
  return apart < 0n ? -apart : apart;
}

test.each(Array.from({ length: 40 }, (_, seed) => [seed]))('finds what reading everything finds (seed %i)', async (seed) => {
  const random = randomOf(seed);
  const { log, collect } = setStage();
  const all = new Map<string, Sent[]>();
  const channels: ChannelSettings[] = [];
  for (let topic = 0; topic < 6; topic++) {
    const name = `t${topic}`;
    const match = matches[Math.floor(random() * matches.length)];
    const partitions = 1 + Math.floor(random() * 2);
    log.add(name, partitions);
    const sources = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, index) => `S${index}`);
    const sent = sources.flatMap((sourceName) => messagesOf(sourceName, match ?? { kind: 'pulse-id' }, partitions, random));
    for (const sourceName of sources) channels.push(channel(`${name}-${sourceName}`, name, { sourceName, ...(match ? { match } : {}) }));
    sent.sort((a, b) => a.timeMs - b.timeMs);
    for (const one of sent) log.send(name, one);
    all.set(name, sent);
  }
  for (let capture = 0; capture < 6; capture++) {
    const n = 10 + Math.floor(random() * 100);
    for (const answer of await collect(n, channels)) {
      const asked = channels.find(({ name }) => name === answer.channel);
      if (asked?.source.kind !== 'kafka') throw new Error(answer.channel);
      expect(`${answer.channel} at ${n}: ${told(n, answer)}`).toBe(
        `${answer.channel} at ${n}: ${fullScan(all.get(asked.source.topic) ?? [], asked, n)}`,
      );
    }
  }
});
