import { parseWholeSettings } from '../../core/settings/parse-settings.ts';
import type { Hdf5Settings, OwnSettings, Setup } from '../../core/settings/schema.ts';
import { createFacility, type Facility } from '../../core/simulation/facility.ts';
import { settingsFor } from '../../core/simulation/settings.ts';

/**
 * `standard` is the load of the goals: 100 numbers, 30 traces of 1000 points, 20 pictures of 2 megapixels, 84 MB a pulse. `small` is its numbers and traces
 * alone, as many as 1,500 of them, so that channels of any count have the same bytes each (3.7 kB).
 */
export const benchLoads = ['standard', 'small'] as const;
export type BenchLoad = (typeof benchLoads)[number];

export const mostSmall = 1500;
const seed = 1;

export function facilityOf(load: BenchLoad): Facility {
  if (load === 'standard') return createFacility({ seed, load: 'standard' });
  const whole = createFacility({ seed, load: 'standard', devices: Math.ceil((mostSmall * 15) / 13) });
  const isSmall = (topic: string): boolean => !topic.includes('-cam-');
  return {
    ...whole,
    devices: whole.devices.filter(({ channels }) => channels.every(({ settings }) => settings.type !== 'image')).slice(0, mostSmall),
    topics: new Map([...whole.topics].filter(([topic]) => isSmall(topic))),
  };
}

export type BenchSettings = {
  load: BenchLoad;
  /** null: the simulation in the exporter's own process. */
  brokers: string[] | null;
  dataFolder: string;
  hdf5: Hdf5Settings;
  settleMs: number;
  /** The first so many, or all. */
  channels: number | null;
};

export function settingsOf({ load, brokers, dataFolder, hdf5, settleMs, channels }: BenchSettings): {
  settings: OwnSettings;
  setup: Setup;
} {
  const facility = facilityOf(load);
  const fixed = {
    activeArea: { kind: 'fixed' as const, value: 'EA1' },
    activeExperiment: { kind: 'fixed' as const, value: 'Bench' },
  };
  const real = brokers === null ? undefined : { brokers, retrievalUrl: 'http://127.0.0.1:17668/retrieval' };
  const { level, ...rest } = hdf5;
  const compression = rest.compression === 'none' ? rest : { ...rest, level };
  const made = settingsFor(facility, { name: 'bench', dataFolder, hdf5: compression, settleMs, metadata: fixed, real });
  const devices = channels === null ? made.devices : made.devices.slice(0, channels);
  // No channel of this load is in an Archiver.
  const sources = brokers === null ? made.sources : { kafka: { brokers } };
  return parseWholeSettings({ ...made, devices, sources });
}
