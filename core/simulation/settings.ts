import type { z } from 'zod';
import type { settingsSchema } from '../settings/schema.ts';
import { activeAreaPv, activeExperimentPv, pulseTopic } from './devices/timing-device.ts';
import type { Facility } from './facility.ts';

export type SettingsInput = z.input<typeof settingsSchema>;

export type SettingsRequest = Pick<SettingsInput, 'name' | 'dataFolder'> &
  Partial<Omit<SettingsInput, 'sources' | 'pulseSource' | 'devices'>> & {
    /** The same facility on a real broker; in this process where not given. */
    real?: { brokers: string[]; retrievalUrl: string; managementUrl?: string | undefined } | undefined;
    retentionSeconds?: number | undefined;
  };

/** Settings for capturing this facility. The channels are the same whether it is simulated in this process or published to a broker. */
export function settingsFor(facility: Facility, { real, retentionSeconds, ...rest }: SettingsRequest): SettingsInput {
  return {
    metadata: {
      activeArea: real ? { kind: 'archiver', pv: activeAreaPv } : { kind: 'fixed', value: 'EA1' },
      activeExperiment: real ? { kind: 'archiver', pv: activeExperimentPv } : { kind: 'fixed', value: 'Simulated experiment' },
    },
    ...rest,
    sources: real ? realSources(real) : { simulation: simulationOf(facility, retentionSeconds) },
    pulseSource: real ? { kind: 'kafka', topic: pulseTopic } : { kind: 'simulation' },
    devices: facility.devices.map(({ name, area, channels }) => ({ name, area, channels: channels.map(({ settings }) => settings) })),
  };
}

function simulationOf(
  { seed, load, devices, faults }: Facility,
  retentionSeconds: number | undefined,
): NonNullable<SettingsInput['sources']['simulation']> {
  const on = faults.list().map(({ fault, device }) => (device === null ? { fault } : { fault, device }));
  return { seed, load, devices: devices.length, ...(retentionSeconds !== undefined && { retentionSeconds }), faults: on };
}

function realSources({ brokers, retrievalUrl, managementUrl }: NonNullable<SettingsRequest['real']>): SettingsInput['sources'] {
  return { kafka: { brokers }, archiver: { retrievalUrl, ...(managementUrl !== undefined && { managementUrl }) } };
}
