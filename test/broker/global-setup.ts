import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { ensureBroker } from '../../main/setup/broker.mjs';
import { type RunningBroker, startBroker } from './broker.ts';

/** What the door answers: where the shared broker is, or why there is none. */
export type SharedBroker = { brokers: string[] } | { reason: string };

declare module 'vitest' {
  export interface ProvidedContext {
    brokerDoor: string;
  }
}

/** One broker for all test files of a run, started when the first of them asks, so that runs without Kafka cost nothing. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  let running: Promise<RunningBroker> | null = null;

  async function open(): Promise<SharedBroker> {
    const given = process.env['KAFKA_BROKERS'];
    if (given) return { brokers: given.split(',') };
    const ready = await ensureBroker();
    if (!ready.available) return ready;
    running ??= startBroker();
    return { brokers: (await running).brokers };
  }

  const door = createServer((_request, response) => {
    open()
      .catch((error: unknown): SharedBroker => ({ reason: String(error) }))
      .then((answer) => response.end(JSON.stringify(answer)))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  provide('brokerDoor', `http://127.0.0.1:${portOf(door.address())}`);

  return async () => {
    door.closeAllConnections();
    await new Promise((resolve) => door.close(resolve));
    await (await running)?.stop();
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');
  return address.port;
}
