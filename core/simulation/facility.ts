import type { ArchiverWire, KafkaWire, SimulatedChannel, SimulatedDevice } from './devices/device.ts';
import { lightLoad } from './devices/light-load.ts';
import { standardLoad } from './devices/standard-load.ts';
import { timingDevice } from './devices/timing-device.ts';
import { FaultBoard } from './faults.ts';
import { hashText, unit } from './noise.ts';

export const loads = ['light', 'standard'] as const;
/** `light` for people, `standard` for measuring. */
export type Load = (typeof loads)[number];

export type KafkaSender = { device: string; channel: SimulatedChannel; wire: KafkaWire };
export type SimulatedTopic = { name: string; every: number; senders: readonly KafkaSender[] };
export type SimulatedPv = { device: string; channel: SimulatedChannel; wire: ArchiverWire };

export type Facility = {
  seed: number;
  load: Load;
  /** Those that are captured; the timing system and the facts of the pulse are not among them. */
  devices: readonly SimulatedDevice[];
  topics: ReadonlyMap<string, SimulatedTopic>;
  pvs: ReadonlyMap<string, SimulatedPv>;
  faults: FaultBoard;
};

export type FacilityRequest = {
  seed: number;
  load?: Load | undefined;
  /** Any number; 150 where not given. */
  devices?: number | undefined;
  faults?: readonly { fault: string; device?: string | undefined }[] | undefined;
};

/** The whole facility. Two with the same request are the same in every process, pulse by pulse and byte by byte. */
export function createFacility({ seed, load = 'light', devices: count = 150, faults = [] }: FacilityRequest): Facility {
  const devices = load === 'light' ? lightLoad(seed, count) : standardLoad(seed, count);
  const topics = new Map<string, KafkaSender[]>();
  const pvs = new Map<string, SimulatedPv>();
  for (const device of [...devices, timingDevice])
    for (const channel of device.channels) {
      const { wire } = channel;
      if (wire.kind === 'archiver') pvs.set(wire.pv, { device: device.name, channel, wire });
      else topics.set(wire.topic, [...(topics.get(wire.topic) ?? []), { device: device.name, channel, wire }]);
    }
  return {
    seed,
    load,
    devices,
    topics: new Map([...topics].map(([name, senders]) => [name, { name, every: senders[0]?.wire.every ?? 1, senders }])),
    pvs,
    faults: new FaultBoard(new Set([...devices, timingDevice].map(({ name }) => name)), faults),
  };
}

/** How long after the pulse a topic's messages stand in Kafka: 5 to 150 ms, by topic and a little by pulse. Never so much that messages overtake. */
export function latencyNs(facility: Facility, topic: string, k: number): bigint {
  const id = hashText(topic);
  return BigInt(Math.round((5 + 130 * unit(facility.seed, id) + 15 * unit(facility.seed, id, k)) * 1e6));
}
