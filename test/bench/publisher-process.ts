import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { BenchLoad } from './loads.ts';

const doneSchema = z.object({ bytes: z.number(), doneMs: z.number() });
export type PublishedPulses = z.infer<typeof doneSchema>;

export type PublisherProcess = {
  /** Both included. `doneMs`: when the broker had confirmed the last message, on the machine's monotonic clock. */
  publish(from: number, to: number): Promise<PublishedPulses>;
  stop(): Promise<void>;
};

export async function startPublisher(load: BenchLoad, brokers: string[]): Promise<PublisherProcess> {
  const child = fork(new URL('./publishing.ts', import.meta.url), [JSON.stringify({ load, brokers })], { stdio: 'inherit' });
  const ended = once(child, 'exit');
  const answer = (): Promise<unknown> =>
    Promise.race([
      once(child, 'message').then(([message]) => message),
      ended.then(() => Promise.reject(new Error('The publisher of the bench ended; its message is above.'))),
    ]);
  await answer();
  return {
    async publish(from, to) {
      child.send({ from, to });
      return doneSchema.parse(await answer());
    },
    async stop() {
      if (child.connected) child.send({ stop: true });
      await ended;
    },
  };
}
