import { describe, expect, it } from 'vitest';
import { createArchiverPulseSource } from '../../core/pulses/archiver.ts';
import { nsPerMs, nsPerSecond, type Pulse } from '../../core/pulses/pulse.ts';
import { parseData } from '../../core/sources/archiver/parse.ts';
import { pulseSourceConformance } from './pulse-source.conformance.ts';

const never = new AbortController().signal;
const startMs = 1_790_000_000_000;
const pulses = Array.from({ length: 3000 }, (_, index) => ({
  pulseId: BigInt(17_900_000_000 + index),
  timestampNs: BigInt(startMs + index * 100) * nsPerMs,
}));
const nowMs = startMs + 299_900;

/** As the appliance writes a number: Channel Access gives doubles with an exponent, pvAccess objects. */
const spellings = {
  'Channel Access': (id: bigint) => `${(Number(id) / 1e10).toFixed(10)}E10`,
  pvAccess: (id: bigint) => `{"value":${id},"alarm":{"severity":0}}`,
};

/** Answers as the appliance does: the last sample at or before `from`, and up to a second more than was asked for. */
function archive(held: readonly Pulse[], spell = spellings['Channel Access']) {
  const asked: { samples: number }[] = [];
  const getData = async (pv: string, fromNs: bigint, toNs: bigint) => {
    const before = held.findLastIndex(({ timestampNs }) => timestampNs <= fromNs);
    const inside = held.slice(Math.max(0, before)).filter(({ timestampNs }) => timestampNs <= toNs + nsPerSecond);
    asked.push({ samples: inside.length });
    const data = inside.map(
      ({ pulseId, timestampNs: ns }) =>
        `{"secs":${ns / nsPerSecond},"val":${spell(pulseId)},"nanos":${ns % nsPerSecond},"severity":0,"status":0}`,
    );
    return parseData(pv, `[{"meta":{"name":"${pv}"},"data":[${data.join(',')}]}]`);
  };
  return { client: { getData }, asked };
}

function sourceOf(held: readonly Pulse[], wallMs = nowMs, spell = spellings['Channel Access']) {
  const { client, asked } = archive(held, spell);
  return { source: createArchiverPulseSource({ client, pv: 'TIMING:ID', wallMs: () => wallMs }), asked };
}

for (const [name, spell] of Object.entries(spellings))
  pulseSourceConformance(`a PV over ${name}`, async () => ({ pulses, source: sourceOf(pulses, nowMs, spell).source }));
pulseSourceConformance('a PV, by a clock that is an hour fast', async () => ({
  pulses,
  source: sourceOf(pulses, nowMs + 3_600_000).source,
}));
pulseSourceConformance('a PV, by a clock that is half an hour slow', async () => ({
  pulses,
  source: sourceOf(pulses, nowMs - 1_800_000).source,
}));

describe('pulses from a PV', () => {
  it('are refused where the double does not hold the ID', async () => {
    const { source } = sourceOf([{ pulseId: 1n << 60n, timestampNs: BigInt(startMs) * nsPerMs }]);
    await expect(source.newest(never)).rejects.toMatchObject({
      code: 'PULSE_ID_NOT_EXACT',
      message: expect.stringContaining('PV TIMING:ID'),
    });
  });

  it('that are not there are PULSE_UNKNOWN', async () => {
    await expect(sourceOf([]).source.newest(never)).rejects.toMatchObject({
      code: 'PULSE_UNKNOWN',
      message: expect.stringContaining('PV TIMING:ID'),
    });
  });

  it('are found across a week in which the laser stood still, in few questions', async () => {
    const gapped = pulses.map((pulse, i) => (i < 700 ? pulse : { ...pulse, timestampNs: pulse.timestampNs + 7n * 86_400n * nsPerSecond }));
    for (const index of [3, 400, 699, 700, 701, 2000]) {
      const { source, asked } = sourceOf(gapped, nowMs + 7 * 86_400_000);
      expect(await source.find(gapped[index]?.pulseId ?? 0n, never)).toEqual(gapped[index]);
      expect(asked.length).toBeLessThan(45);
      expect(Math.max(...asked.map(({ samples }) => samples))).toBeLessThan(200);
    }
  });

  it('of which only every tenth is archived are found, and those between are PULSE_UNKNOWN', async () => {
    const sparse = pulses.filter((_, i) => i % 10 === 0);
    expect(await sourceOf(sparse).source.find(sparse[33]?.pulseId ?? 0n, never)).toEqual(sparse[33]);
    await expect(sourceOf(sparse).source.find(pulses[333]?.pulseId ?? 0n, never)).rejects.toMatchObject({ code: 'PULSE_UNKNOWN' });
  });
});
