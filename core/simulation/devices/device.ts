import type { z } from 'zod';
import type { channelSchema } from '../../settings/channel.ts';
import type { Alarm } from '../../sources/reading.ts';
import type { Value } from '../../sources/value.ts';

/** What stands in a settings file for this channel. */
export type ChannelInput = z.input<typeof channelSchema>;

const wireSchemas = ['pva0', 'f142', 'f144', 'ADAr', 'ad00', 'wa00', 'se00', 'da00'] as const;
export type WireSchema = (typeof wireSchemas)[number];

/** How the value leaves the facility. */
export type KafkaWire = {
  kind: 'kafka';
  topic: string;
  /** In the message; for wa00, which has no such field, the Kafka key. */
  sourceName: string;
  schema: WireSchema;
  /** One message every so many pulses. */
  every: number;
};

export type ArchiverWire = {
  kind: 'archiver';
  pv: string;
  /** One sample every so many pulses. */
  every: number;
  type: 'double' | 'integer' | 'enum' | 'string' | 'pva-integer';
  /** Of an enum. */
  choices?: readonly string[];
  /** EPICS' PREC. */
  precision: number;
};

export type SimulatedChannel = {
  settings: ChannelInput;
  wire: KafkaWire | ArchiverWire;
  units: string | null;
  /** How long after the pulse the device puts its time stamp, milliseconds. */
  readoutMs: number;
  /** 0 where the device has no exposure. */
  exposureMs: number;
  /** What it measured at pulse k: a function of the seed and k alone. */
  measure(k: number): Value;
  alarm(k: number): Alarm | null;
};

export type SimulatedDevice = { name: string; area: string; channels: readonly SimulatedChannel[] };

/** What a maker of devices is told. `number` tells devices of one kind apart; `id` is a number of its own for noise. */
export type Place = { seed: number; id: number; number: number; name: string; area: string };
