import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { median, ms, percentile } from './numbers.ts';

const lookedSchema = z.object({
  findMs: z.number(),
  fetchMs: z.number(),
  collectMs: z.number(),
  askCpuMs: z.number(),
  decodeCpuMs: z.number(),
  matchCpuMs: z.number(),
});
export type LookedPhases = z.infer<typeof lookedSchema>;

const names = [
  ['collectMs', 'collect as a whole'],
  ['findMs', 'find: positions by time'],
  ['fetchMs', 'fetch: at least one read is on its way'],
  ['askCpuMs', 'CPU of asking the broker and unpacking its answers'],
  ['decodeCpuMs', 'CPU of decode'],
  ['matchCpuMs', 'CPU of match and of the copy into shared memory'],
] as const satisfies readonly (readonly [keyof LookedPhases, string])[];

/** Rows of a table: name, p50, p99. */
export async function phasesOf(request: { brokers: string[]; from: number; pulses: number }): Promise<string[][]> {
  const child = fork(new URL('./looking.ts', import.meta.url), [JSON.stringify(request)], { stdio: 'inherit' });
  const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (typeof message === 'number') throw new Error('The search of the bench ended without a result; its message is above.');
  const looked = z.array(lookedSchema).parse(message);
  return names.map(([key, name]) => {
    const values = looked.map((one) => one[key]);
    return [name, ms(median(values)), ms(percentile(values, 99))];
  });
}
