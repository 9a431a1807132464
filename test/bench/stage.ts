import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pulseAt } from '../../core/simulation/beat.ts';
import { startBroker } from '../broker/broker.ts';
import type { BenchLoad } from './loads.ts';
import { type PublisherProcess, startPublisher } from './publisher-process.ts';

export type Published = { brokers: string[]; from: number; publisher: PublisherProcess };

/** A real broker beside the exporter, with each load published once; both when they are first asked for. */
export type Stage = {
  published(load: BenchLoad): Promise<Published>;
  /** A folder of its own for each measurement, all in one place that is removed at the end. */
  newFolder(): Promise<string>;
  stop(): Promise<void>;
};

/** So long after its last pulse a load is of the past beyond doubt, in pulses. */
const settled = 100;

export async function setStage(pulses: Readonly<Record<BenchLoad, number>>, tell: (line: string) => void): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'exporter-bench-'));
  let broker: ReturnType<typeof startBroker> | null = null;
  const loads = new Map<BenchLoad, Promise<Published>>();

  async function publish(load: BenchLoad): Promise<Published> {
    broker ??= startBroker();
    const { brokers } = await broker;
    const publisher = await startPublisher(load, brokers);
    const from = pulseAt(BigInt(Date.now()) * 1_000_000n) - pulses[load] - 2 * settled;
    const started = performance.now();
    const { bytes } = await publisher.publish(from, from + pulses[load] - 1);
    await publisher.publish(from + pulses[load] + settled, from + pulses[load] + settled);
    const seconds = (performance.now() - started) / 1000;
    tell(`Published ${pulses[load]} pulses of the ${load} load, ${(bytes / 1e9).toFixed(2)} GB, in ${seconds.toFixed(0)} s.`);
    return { brokers, from, publisher };
  }

  return {
    published(load) {
      const known = loads.get(load) ?? publish(load);
      loads.set(load, known);
      return known;
    },
    newFolder: () => mkdtemp(join(folder, 'exporter-')),
    async stop() {
      for (const load of loads.values()) await load.then(({ publisher }) => publisher.stop()).catch(() => undefined); // its failure was told
      await broker?.then(
        (started) => started.stop(),
        () => undefined, // its failure was told
      );
      await rm(folder, { recursive: true, force: true });
    },
  };
}
