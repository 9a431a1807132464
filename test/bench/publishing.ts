import { z } from 'zod';
import { connectPublisher } from '../../core/simulation/publisher.ts';
import { benchLoads, facilityOf } from './loads.ts';

/** A process of its own, so that making the load is no part of what is measured of the exporter. */
const start = z.object({ load: z.enum(benchLoads), brokers: z.array(z.string()) }).parse(JSON.parse(process.argv[2] ?? ''));
const orderSchema = z.union([z.object({ from: z.number(), to: z.number() }), z.object({ stop: z.literal(true) })]);
const facility = facilityOf(start.load);
const publisher = await connectPublisher(facility, { brokers: start.brokers, createTopics: true });
process.on('message', (message) => void obey(message));
process.send?.({ ready: true });

async function obey(message: unknown): Promise<void> {
  const order = orderSchema.parse(message);
  if ('stop' in order) {
    await publisher.close();
    process.disconnect();
    return;
  }
  const { bytes } = await publisher.past(order.from, order.to, new AbortController().signal);
  process.send?.({ bytes, doneMs: monotonicMs() });
}

/** The same clock in every process of this machine. */
function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
