import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { type SimulatedArchiver, startSimulatedArchiver } from '../../core/simulation/archiver/server.ts';
import { pulseAt } from '../../core/simulation/beat.ts';
import { createFacility, type Facility, type FacilityRequest } from '../../core/simulation/facility.ts';
import { connectPublisher, type Publisher } from '../../core/simulation/publisher.ts';
import { type SettingsInput, settingsFor } from '../../core/simulation/settings.ts';
import type { BrokerClient } from '../broker/broker-client.ts';

export type PublishedFacility = {
  facility: Facility;
  /** A pulse some seconds ago, in the midst between the samples of slow devices. */
  k: number;
  /** Puts these pulses on the broker, of all topics or of some. */
  publish(from: number, to: number, isWanted?: (topic: string) => boolean): Promise<void>;
  /** Publishes as it happens, from a second ago on; returns its stop. */
  live(): Promise<() => Promise<void>>;
  settings(more?: Partial<SettingsInput>): SettingsInput;
};

const beatMs = 40;
const unhurried = new AbortController().signal;

/** The simulated facility on a real broker, with its Archiver over HTTP. To be called where tests are described; runs as long as they do. */
export function facilityOn(broker: BrokerClient, request: FacilityRequest): PublishedFacility {
  const facility = createFacility(request);
  let running: SimulatedArchiver | undefined;
  beforeAll(async () => {
    running = await startSimulatedArchiver(facility, { now: nowNs });
  });
  afterAll(() => running?.stop());
  const connect = (isWanted: (topic: string) => boolean = () => true) => {
    const topics = new Map([...facility.topics].filter(([name]) => isWanted(name)));
    return connectPublisher({ ...facility, topics }, { brokers: broker.brokers, createTopics: true });
  };
  return {
    facility,
    k: Math.floor(Date.now() / 1000) * 10 - 97,
    async publish(from, to, isWanted) {
      const publisher = await connect(isWanted);
      try {
        await publisher.past(from, to, unhurried);
      } finally {
        await publisher.close();
      }
    },
    async live() {
      const publisher = await connect();
      const k = pulseAt(nowNs());
      await publisher.past(k - 10, k, unhurried);
      const stopping = new AbortController();
      const beating = beat(publisher, stopping.signal);
      return async () => {
        stopping.abort();
        await beating.finally(() => publisher.close());
      };
    },
    settings(more = {}) {
      if (running === undefined) throw new Error('The Archiver starts with the first test.');
      const { retrievalUrl, managementUrl } = running;
      const made = settingsFor(facility, {
        name: 'system',
        dataFolder: 'data',
        real: { brokers: broker.brokers, retrievalUrl, managementUrl },
      });
      const archiver = made.sources.archiver && { ...made.sources.archiver, timeoutMs: 20_000 }; // it shares this machine with all tests
      return { ...made, sources: { ...made.sources, archiver }, ...more };
    },
  };
}

/** Pulse k as commands know it. */
export function pulseOf(k: number): { pulseId: string; timestampNs: string } {
  return { pulseId: String(k), timestampNs: `${k}00000000` };
}

async function beat(publisher: Publisher, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await publisher.upTo(nowNs());
    await sleep(beatMs);
  }
}

function nowNs(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}
