import { afterAll, beforeAll } from 'vitest';
import { type SimulatedArchiver, startSimulatedArchiver } from '../../core/simulation/archiver/server.ts';
import { createFacility, type Facility, type FacilityRequest } from '../../core/simulation/facility.ts';
import { connectPublisher } from '../../core/simulation/publisher.ts';
import { type SettingsInput, settingsFor } from '../../core/simulation/settings.ts';
import type { BrokerClient } from '../broker/broker-client.ts';

export type PublishedFacility = {
  facility: Facility;
  /** A pulse some seconds ago, in the midst between the samples of slow devices. */
  k: number;
  /** Puts these pulses on the broker, of all topics or of some. */
  publish(from: number, to: number, isWanted?: (topic: string) => boolean): Promise<void>;
  settings(more?: Partial<SettingsInput>): SettingsInput;
};

const unhurried = new AbortController().signal;

/** The simulated facility on a real broker, with its Archiver over HTTP. To be called where tests are described; runs as long as they do. */
export function facilityOn(broker: BrokerClient, request: FacilityRequest): PublishedFacility {
  const facility = createFacility(request);
  let archiver: SimulatedArchiver | undefined;
  beforeAll(async () => {
    archiver = await startSimulatedArchiver(facility, { now: () => BigInt(Date.now()) * 1_000_000n });
  });
  afterAll(() => archiver?.stop());
  return {
    facility,
    k: Math.floor(Date.now() / 1000) * 10 - 97,
    async publish(from, to, isWanted = () => true) {
      const topics = new Map([...facility.topics].filter(([name]) => isWanted(name)));
      const publisher = await connectPublisher({ ...facility, topics }, { brokers: broker.brokers, createTopics: true });
      try {
        await publisher.past(from, to, unhurried);
      } finally {
        await publisher.close();
      }
    },
    settings(more = {}) {
      if (archiver === undefined) throw new Error('The Archiver starts with the first test.');
      const { retrievalUrl, managementUrl } = archiver;
      const made = settingsFor(facility, {
        name: 'system',
        dataFolder: 'data',
        real: { brokers: broker.brokers, retrievalUrl, managementUrl },
      });
      return { ...made, ...more };
    },
  };
}

/** Pulse k as commands know it. */
export function pulseOf(k: number): { pulseId: string; timestampNs: string } {
  return { pulseId: String(k), timestampNs: `${k}00000000` };
}
