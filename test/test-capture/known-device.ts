import type { Pulse } from '../../core/pulses/pulse.ts';
import { channelSchema } from '../../core/settings/channel.ts';
import { type Figures, figuresOf } from '../../core/test-capture/figures.ts';
import { addTo, newTally } from '../../core/test-capture/tally.ts';
import { channelOf } from './samples.ts';

export const startNs = 1_795_000_000_000_000_000n;
const nsOf = (ms: number) => BigInt(Math.round(ms * 1e6));

/** From `startNs` on, so many apart. */
export function pulsesOf(count: number, everyMs: number, firstId = 5_000_000n): Pulse[] {
  return Array.from({ length: count }, (_, at) => ({ pulseId: firstId + BigInt(at), timestampNs: startNs + nsOf(at * everyMs) }));
}

/** Milliseconds since `startNs`: when it was measured, what the device's clock said, and when it stood in Kafka (null: the Archiver's). */
export type Reading = { ownMs: number; arrivedMs: number | null; pulseId?: bigint | null };
type Settings = Partial<Parameters<typeof channelOf>[0]>;

export function found(
  readings: readonly Reading[],
  all: readonly Pulse[],
  settings: Settings | null = {},
  taken = all,
  made = false,
): Figures {
  const kafka = readings[0]?.arrivedMs !== null;
  const source = kafka ? ({ kind: 'kafka', topic: 'meter' } as const) : ({ kind: 'archiver', pv: 'meter' } as const);
  const tally = newTally({
    channel: 'METER',
    device: null,
    settings: settings && channelSchema.parse({ ...channelOf(settings), source }),
    source,
  });
  for (const { ownMs, arrivedMs, pulseId } of readings)
    addTo(tally, {
      ...{ kind: source.kind, name: 'meter', sourceName: null, key: null, pulseId: pulseId ?? null },
      ...{
        timeNs: startNs + nsOf(ownMs),
        matchedNs: startNs + nsOf(ownMs),
        arrivedNs: arrivedMs === null ? null : startNs + nsOf(arrivedMs),
      },
      ...{ bytes: 8, value: { kind: 'number', dtype: 'float64', shape: [] }, units: null, severity: null, trouble: null },
    });
  return figuresOf(tally, { all, taken, made });
}

/** Between -1 and 1, the same at every run. */
export function noise(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 1_073_741_824 - 1;
  };
}
