import type { Provenance } from '../contract/api.ts';
import type { Value } from './value.ts';

/** Severity and status by name, in the words of EPICS (NONE, MINOR, MAJOR, INVALID, UNDEFINED), whatever numbers the schema has for them. */
export type Alarm = { severity: string; status: string; message: string };

/** Which of a message's times tied it to the pulse, in the order they are tried. */
export type TimeBasis = 'pulse-time' | 'effective-time' | 'time-stamp' | 'kafka-time';

/** One measurement from a source. */
export type Reading = {
  value: Value;
  pulseId: bigint | null;
  /** The time that is compared with the pulse's: by `timeBasis`, with the channel's clock offset taken off. */
  timeNs: bigint;
  timeBasis: TimeBasis;
  /** When it stood in Kafka; null for the Archiver. */
  arrivedNs: bigint | null;
  alarm: Alarm | null;
  units: string | null;
  precision: number | null;
  provenance: Provenance;
  /** Shared memory in which the value's bytes lie, to be given back with `release`; empty where they are its own. */
  slots: readonly number[];
};
