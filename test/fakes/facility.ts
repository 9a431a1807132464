import type { ExpectedChannel } from '../../core/capture/expected.ts';
import type { Pulse } from '../../core/pulses/pulse.ts';
import { type ChannelSettings, channelSchema } from '../../core/settings/channel.ts';
import type { Reading } from '../../core/sources/reading.ts';

export const pulse: Pulse = { pulseId: 17_953_448_512n, timestampNs: 1_795_344_851_200_000_000n };

export function channelOf(name: string, more: Partial<ChannelSettings> = {}): ChannelSettings {
  return { ...channelSchema.parse({ name, type: 'scalar', source: { kind: 'kafka', topic: name.toLowerCase() } }), ...more };
}

export function expectedOf(...names: string[]): ExpectedChannel[] {
  return names.map((name) => ({ device: `DEV-${name}`, channel: channelOf(name) }));
}

export function readingOf(value: number, more: Partial<Reading> = {}): Reading {
  return {
    value: { kind: 'number', dtype: 'float64', value },
    pulseId: pulse.pulseId,
    timeNs: pulse.timestampNs,
    timeBasis: 'pulse-time',
    arrivedNs: pulse.timestampNs + 12_000_000n,
    alarm: null,
    units: 'mJ',
    precision: null,
    provenance: { kind: 'kafka', topic: 'a', partition: 0, offset: '7' },
    slots: [],
    ...more,
  };
}
