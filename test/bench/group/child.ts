import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { z } from 'zod';

/** A process of the bench that does what it is asked, one order after the other. */
export type Child = {
  ask<T>(order: unknown, answer: z.ZodType<T>): Promise<T>;
  /** SIGKILL: as a machine that is switched off. */
  kill(): Promise<void>;
  /** Twice is once. */
  stop(): Promise<void>;
};

/** Resolves when it is ready. `task` is its only argument, as JSON. */
export async function startChild(program: string, task: unknown): Promise<Child> {
  const options = process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? [];
  const child = fork(new URL(program, import.meta.url), [JSON.stringify(task)], { stdio: 'inherit', execArgv: options });
  const ended = once(child, 'exit');

  async function answer(): Promise<unknown> {
    const over = ended.then(() => Promise.reject(new Error(`A process of the bench (${program}) ended; its message is above.`)));
    const [message] = await Promise.race([once(child, 'message'), over]);
    return message;
  }

  async function stop(): Promise<void> {
    if (child.connected) child.disconnect();
    await ended;
  }

  await answer();
  return {
    async ask(order, schema) {
      child.send({ order });
      return schema.parse(await answer());
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    stop,
  };
}
