import type { TestChannel } from '../contract/test-capture.ts';
import type { Observation } from '../intake/observe.ts';
import type { ChannelSettings } from '../settings/schema.ts';

/** Kept of one channel; what comes beyond is counted and not looked at. */
export const samplesMost = 20_000;
/** So many ways in which values came are told. */
const typesMost = 20;

export type Sample = { timeNs: bigint; matchedNs: bigint; pulseId: bigint | null; arrivedNs: bigint | null };

/** What has come on one channel so far. */
export type Tally = {
  channel: string;
  device: string | null;
  /** null: no channel of the settings. */
  settings: ChannelSettings | null;
  source: TestChannel['source'];
  /** The first source name that came. */
  firstNamed: string | null;
  samples: Sample[];
  count: number;
  bytes: number[];
  types: Map<string, TestChannel['types'][number]>;
  units: string | null;
  alarms: Map<string, number>;
  troubles: { count: number; sentence: string | null };
};

export function newTally(of: Pick<Tally, 'channel' | 'device' | 'settings' | 'source'>): Tally {
  return {
    ...of,
    firstNamed: null,
    samples: [],
    count: 0,
    bytes: [],
    types: new Map(),
    units: null,
    alarms: new Map(),
    troubles: { count: 0, sentence: null },
  };
}

export function addTo(tally: Tally, observation: Observation): void {
  const { timeNs, matchedNs, pulseId, arrivedNs, bytes, value, units, severity, trouble } = observation;
  tally.count += 1;
  tally.firstNamed ??= observation.sourceName;
  if (trouble !== null) {
    tally.troubles = { count: tally.troubles.count + 1, sentence: trouble };
    return;
  }
  if (value === null) return; // tells of a connection, and holds no value
  if (tally.samples.length < samplesMost) {
    tally.samples.push({ timeNs, matchedNs, pulseId, arrivedNs });
    tally.bytes.push(bytes);
  }
  const key = `${value.kind} ${value.dtype} ${value.shape.join()}`;
  const known = tally.types.get(key);
  if (known !== undefined) known.samples += 1;
  else if (tally.types.size < typesMost) tally.types.set(key, { ...value, samples: 1 });
  tally.units = units ?? tally.units;
  if (severity !== null) tally.alarms.set(severity, (tally.alarms.get(severity) ?? 0) + 1);
}

/** Is this what the channel would be given? What cannot be read tells of no source: it may be anybody's of that topic. */
export function isOf(tally: Tally, { kind, name, sourceName, key, trouble }: Observation): boolean {
  const { source, settings } = tally;
  if (source.kind !== kind || (source.kind === 'kafka' ? source.topic : source.pv) !== name) return false;
  const wanted = settings?.source.kind === 'kafka' ? settings.source.key : undefined;
  if (wanted !== undefined && wanted !== key) return false;
  return (trouble !== null && sourceName === null) || isOfSource(tally, sourceName);
}

export function isOfSource({ source }: Tally, sourceName: string | null): boolean {
  return source.sourceName === undefined || source.sourceName === sourceName;
}
