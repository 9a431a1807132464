import { describe, expect, it } from 'vitest';
import { createKafkaPulseSource } from '../../core/pulses/kafka.ts';
import { nsPerMs, type Pulse } from '../../core/pulses/pulse.ts';
import type { Decoded } from '../../core/sources/kafka/decode/decoded.ts';
import { type HeldMessage, heldLog } from './held-log.ts';
import { pulseSourceConformance } from './pulse-source.conformance.ts';

const never = new AbortController().signal;
const startMs = 1_790_000_000_000;

type Told = { source?: string; pulseId?: string; pulseTimeNs?: string; timestampNs?: string; value?: number | string; status?: true };

/** Messages here are JSON: what is tested is the search, not the formats. */
function decode(bytes: Uint8Array): Decoded {
  const told: Told = JSON.parse(Buffer.from(bytes).toString());
  const sourceName = told.source ?? 'timing';
  if (told.status) return { kind: 'status', schema: 'ep01', sourceName };
  const big = (text: string | undefined): bigint | null => (text === undefined ? null : BigInt(text));
  return {
    ...{ kind: 'reading', schema: 'pva0', sourceName, pulseId: big(told.pulseId), pulseTimeNs: big(told.pulseTimeNs), effectiveNs: null },
    ...{ timestampNs: big(told.timestampNs), alarm: null, units: null, precision: null },
    value: () =>
      typeof told.value === 'string' ? { kind: 'text', value: told.value } : { kind: 'number', dtype: 'float64', value: told.value ?? 0 },
  };
}

function message(timestampMs: number, told: Told): HeldMessage {
  return { timestampMs, value: Buffer.from(JSON.stringify(told)) };
}

function pulseAt(index: number, firstId = 1_000_000): Pulse {
  return { pulseId: BigInt(firstId + index), timestampNs: BigInt(startMs + index * 100) * nsPerMs };
}

function messageOf({ pulseId, timestampNs }: Pulse, lagMs = 15): HeldMessage {
  return message(Number(timestampNs / nsPerMs) + lagMs, { pulseId: String(pulseId), pulseTimeNs: String(timestampNs) });
}

const pulses = Array.from({ length: 3000 }, (_, index) => pulseAt(index));

function sourceOf(partitions: HeldMessage[][], more: { start?: number; sourceName?: string } = {}) {
  const { log, asked } = heldLog('timing', partitions, more);
  return { source: createKafkaPulseSource({ log, topic: 'timing', sourceName: more.sourceName, decode }), asked };
}

pulseSourceConformance('one partition', async () => ({ pulses, source: sourceOf([pulses.map((pulse) => messageOf(pulse))]).source }));
pulseSourceConformance('a topic whose beginning is not held any more', async () => ({
  pulses: pulses.slice(1000),
  source: sourceOf([pulses.map((pulse) => messageOf(pulse))], { start: 1000 }).source,
}));
pulseSourceConformance('three partitions, one of them empty', async () => ({
  pulses,
  source: sourceOf([
    pulses.filter((_, i) => i % 2 === 0).map((pulse) => messageOf(pulse)),
    pulses.filter((_, i) => i % 2 === 1).map((pulse) => messageOf(pulse)),
    [],
  ]).source,
}));
pulseSourceConformance('a topic whose producers are ahead of the pulse by 3 s', async () => ({
  pulses,
  source: sourceOf([pulses.map((pulse) => messageOf(pulse, -3000))]).source,
}));
pulseSourceConformance('a topic with other sources, status and garbage between', async () => ({
  pulses,
  source: sourceOf(
    [
      pulses.flatMap((pulse, i) => {
        const ms = Number(pulse.timestampNs / nsPerMs);
        const others = Array.from({ length: i % 40 === 39 ? 30 : 1 }, () =>
          message(ms, { source: 'other', pulseId: '5', pulseTimeNs: '5' }),
        );
        return [messageOf(pulse, 0), ...others, message(ms, { status: true }), { timestampMs: ms, value: Buffer.from('garbage') }];
      }),
    ],
    { sourceName: 'timing' },
  ).source,
}));
pulseSourceConformance('out-of-order messages', async () => ({
  pulses,
  source: sourceOf([pulses.map((_, i) => messageOf(pulses[Math.floor(i / 5) * 5 + (4 - (i % 5))] ?? pulseAt(i)))]).source,
}));

describe('pulses from a topic', () => {
  it('may be values with a time stamp, where messages carry no pulse ID', async () => {
    const { source } = sourceOf([
      [
        message(startMs, { value: 423_648_000_010, timestampNs: '7' }),
        message(startMs, { value: '18446744073709551615', timestampNs: '8' }),
      ],
    ]);
    expect(await source.newest(never)).toEqual({ pulseId: 18_446_744_073_709_551_615n, timestampNs: 8n });
    expect(await source.find(423_648_000_010n, never)).toEqual({ pulseId: 423_648_000_010n, timestampNs: 7n });
  });

  it('are refused where a floating-point number does not hold the ID', async () => {
    await expect(sourceOf([[message(startMs, { value: 2 ** 60, timestampNs: '7' })]]).source.newest(never)).rejects.toMatchObject({
      code: 'PULSE_ID_NOT_EXACT',
      message: expect.stringContaining('topic timing'),
    });
  });

  it('that are not there are PULSE_UNKNOWN, and a missing topic is named', async () => {
    await expect(sourceOf([[]]).source.newest(never)).rejects.toMatchObject({ code: 'PULSE_UNKNOWN' });
    const { log } = heldLog('other', [[]]);
    await expect(createKafkaPulseSource({ log, topic: 'timing', decode }).newest(never)).rejects.toMatchObject({ code: 'TOPIC_MISSING' });
  });

  it('are found in the newest run where IDs began again, and in the one before where only that had the ID', async () => {
    const old = Array.from({ length: 2000 }, (_, i) => pulseAt(i, 0));
    const young = Array.from({ length: 900 }, (_, i) => ({ ...pulseAt(i, 0), timestampNs: pulseAt(i + 2000).timestampNs }));
    const { source } = sourceOf([[...old, ...young].map((pulse) => messageOf(pulse))]);
    expect(await source.find(100n, never)).toEqual(young[100]);
    expect(await source.find(899n, never)).toEqual(young[899]);
    expect(await source.find(1500n, never)).toEqual(old[1500]);
  });

  it('are found across hours in which the laser stood still, in few looks', async () => {
    const gapped = pulses.map((pulse, i) => (i < 700 ? pulse : { ...pulse, timestampNs: pulse.timestampNs + 36_000_000n * nsPerMs }));
    for (const index of [3, 400, 699, 700, 701, 2000]) {
      const { source, asked } = sourceOf([gapped.map((pulse) => messageOf(pulse))]);
      expect(await source.find(gapped[index]?.pulseId ?? 0n, never)).toEqual(gapped[index]);
      expect(asked.positions).toBeLessThan(40);
    }
  });

  it('that were left out are PULSE_UNKNOWN, in few looks', async () => {
    const { source, asked } = sourceOf([pulses.filter((_, i) => i !== 1234).map((pulse) => messageOf(pulse))]);
    await expect(source.find(pulseAt(1234).pulseId, never)).rejects.toMatchObject({ code: 'PULSE_UNKNOWN' });
    expect(asked.positions).toBeLessThan(10);
  });

  it('that come twice count once', async () => {
    const { source } = sourceOf([pulses.slice(0, 20).flatMap((pulse) => [messageOf(pulse), messageOf(pulse)])]);
    expect(await source.between(pulseAt(3).timestampNs, pulseAt(9).timestampNs, 100, never)).toEqual(pulses.slice(3, 10));
  });

  it('that were known are no answer any more when only messages without use come, and what is wrong with them is said', async () => {
    const held = pulses.slice(0, 100).map((pulse) => messageOf(pulse));
    const { source } = sourceOf([held]);
    held.push(message(startMs + 10_000, { value: 0.5 }));
    expect(await source.newest(never)).toEqual(pulses[99]);
    held.push(...Array.from({ length: 30 }, () => message(startMs + 11_000, { value: 0.5 })));
    await expect(source.newest(never)).rejects.toMatchObject({ code: 'PULSE_ID_NOT_EXACT' });
    held.push(messageOf(pulseAt(150)));
    expect(await source.newest(never)).toEqual(pulseAt(150));
  });

  it('stop being asked for with STOPPED', async () => {
    await expect(sourceOf([pulses.map((pulse) => messageOf(pulse))]).source.newest(AbortSignal.abort())).rejects.toMatchObject({
      code: 'STOPPED',
    });
  });
});
