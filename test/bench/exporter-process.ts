import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type Result, resultSchema, type Task } from './task.ts';

/** Runs the task in a process of its own. `onNext` is asked for the number of each pulse where the task's way is `now`. */
export async function runExporter(task: Task, onNext: () => number = () => 0): Promise<Result> {
  const child = fork(new URL('./exporting.ts', import.meta.url), [JSON.stringify(task)], {
    stdio: 'inherit',
    execArgv: ['--expose-gc', ...(process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? [])],
  });
  const results: Result[] = [];
  child.on('message', (message: unknown) => {
    const parsed = resultSchema.safeParse(message);
    if (parsed.success) results.push(parsed.data);
    else child.send(onNext());
  });
  await once(child, 'exit');
  const [result] = results;
  if (result === undefined) throw new Error('The exporter of the bench ended without a result; its message is above.');
  return result;
}
