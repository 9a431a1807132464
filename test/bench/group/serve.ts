import type { z } from 'zod';

/** The other side of `startChild`. Says that it is ready, then answers each order. Ends when the bench lets go of it, or is gone. */
export function serve<O>(schema: z.ZodType<O>, obey: (order: O) => Promise<unknown>, close: () => Promise<void>): void {
  process.on('message', (message: unknown) => void answer(message));
  process.once('disconnect', () => void close().finally(() => process.exit()));
  process.send?.({ ready: true });

  async function answer(message: unknown): Promise<void> {
    const order = typeof message === 'object' && message !== null && 'order' in message ? message.order : undefined;
    process.send?.(await obey(schema.parse(order)));
  }
}
