import { afterAll, describe, inject, test } from 'vitest';
import { z } from 'zod';
import { ensureBroker } from '../../main/setup/broker.mjs';
import { type RunningBroker, startBroker } from './broker.ts';
import { type BrokerClient, createBrokerClient } from './broker-client.ts';
import type { BrokerOptions } from './server-properties.ts';

const answerSchema = z.union([z.object({ brokers: z.array(z.string()) }), z.object({ reason: z.string() })]);

/** Tests on the broker of the whole run: $KAFKA_BROKERS, or one made from the jars. To be awaited at the top of a test file. */
export async function describeWithBroker(name: string, body: (broker: BrokerClient) => void): Promise<void> {
  const answer = answerSchema.parse(await (await fetch(inject('brokerDoor'))).json());
  if ('reason' in answer) return without(name, answer.reason);
  const client = createBrokerClient(answer.brokers);
  describe(name, () => body(client));
}

/** For tests that kill their broker or need listeners of their own. */
export async function describeWithOwnBroker(name: string, options: BrokerOptions, body: (broker: RunningBroker) => void): Promise<void> {
  const ready = await ensureBroker();
  if (!ready.available) return without(name, ready.reason);
  const broker = await startBroker(options);
  describe(name, () => {
    afterAll(() => broker.stop());
    body(broker);
  });
}

/** Skipped loudly on a person's machine; a failure where everything must be tested. */
function without(name: string, reason: string): void {
  if (process.env['CI'] === 'true') throw new Error(reason);
  console.warn(`\nSKIPPED: ${name}. ${reason}\n`);
  describe.skip(name, () => test('needs a Kafka broker', () => undefined));
}
