import type { PulseSource } from '../pulses/port.ts';
import type { SimulationSettings } from '../settings/sources.ts';
import { startSimulatedArchiver } from '../simulation/archiver/server.ts';
import { createFacility, type Facility } from '../simulation/facility.ts';
import { createSimulatedPulses } from '../simulation/pulses.ts';
import { createSimulatedLog } from '../simulation/topic-log.ts';
import type { TopicLog } from '../sources/kafka/topic-log.ts';

export type SimulatedFacility = {
  facility: Facility;
  log: TopicLog;
  pulses: PulseSource;
  retrievalUrl: string;
  managementUrl: string;
  now(): bigint;
  stop(): Promise<void>;
};

/** The simulated facility behind the same ports as the real one. It lives by this machine's clock. */
export async function openSimulated({ seed, load, devices, retentionSeconds, faults }: SimulationSettings): Promise<SimulatedFacility> {
  const facility = createFacility({ seed, load, devices, faults });
  const clock = { now: () => BigInt(Date.now()) * 1_000_000n, retentionSeconds };
  const archiver = await startSimulatedArchiver(facility, clock);
  return {
    facility,
    log: createSimulatedLog(facility, clock),
    pulses: createSimulatedPulses(facility, clock),
    retrievalUrl: archiver.retrievalUrl,
    managementUrl: archiver.managementUrl,
    now: clock.now,
    stop: () => archiver.stop(),
  };
}
