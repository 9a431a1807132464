import type { Pulse } from '../../core/pulses/pulse.ts';
import { type ChannelSettings, channelSchema } from '../../core/settings/channel.ts';
import { addTo, newTally, type Tally } from '../../core/test-capture/tally.ts';

export const intervalNs = 100_000_000n;

/** Thirty at 10 Hz, with the IDs 1 to 30. */
export const pulses: readonly Pulse[] = Array.from({ length: 30 }, (_, at) => ({
  pulseId: BigInt(at + 1),
  timestampNs: 1_795_000_000_000_000_000n + BigInt(at) * intervalNs,
}));

export function channelOf(settings: Partial<ChannelSettings>): ChannelSettings {
  return channelSchema.parse({ name: 'METER', type: 'scalar', source: { kind: 'kafka', topic: 'meter' }, ...settings });
}

/** Milliseconds after its pulse: by the device's own clock, and when it stood in Kafka. */
export type GivenSample = { pulse: Pulse | undefined; ownMs: number; arrivedMs: number; noId?: boolean };

export function tallyOf(settings: ChannelSettings, samples: readonly GivenSample[]): Tally {
  const tally = newTally({ channel: settings.name, device: 'Meter', settings, source: { kind: 'kafka', topic: 'meter' } });
  for (const { pulse, ownMs, arrivedMs, noId } of samples) {
    if (pulse === undefined) continue;
    const timeNs = pulse.timestampNs + BigInt(ownMs * 1e6);
    addTo(tally, {
      ...{ kind: 'kafka', name: 'meter', sourceName: null, key: null, timeNs, matchedNs: timeNs, pulseId: noId ? null : pulse.pulseId },
      ...{ arrivedNs: pulse.timestampNs + BigInt(arrivedMs * 1e6), bytes: 8, value: { kind: 'number', dtype: 'float64', shape: [] } },
      ...{ units: 'J', severity: 'NONE', trouble: null },
    });
  }
  return tally;
}
