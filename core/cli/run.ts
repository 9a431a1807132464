import type { ExporterEvent, ScheduleFacts } from '../contract/api.ts';
import { ExporterError } from '../contract/errors.ts';
import type { RunningExporter } from '../exporter.ts';
import type { CliArguments } from './arguments.ts';
import { createTally } from './tally.ts';

/** `summary` is for a person. */
export type RunEnd = { exitCode: 0 | 1; summary: string };

export type RunTask = {
  task: CliArguments['task'];
  /** A person ends it, so that ending early is no failure. */
  endless: boolean;
  /** While commands may still come it goes on. */
  commandsOver: Promise<void>;
};

/** Does the task to its end, or until the signal, and tells whether every capture was complete. The exporter is stopped then. */
export async function runTask(exporter: RunningExporter, { task, endless, commandsOver }: RunTask, signal: AbortSignal): Promise<RunEnd> {
  const tally = createTally();
  let manual = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<boolean>();
  if (signal.aborted) ended.resolve(endless);
  signal.addEventListener('abort', () => ended.resolve(endless), { once: true });
  exporter.subscribe(count);
  let done: boolean;
  try {
    done = await Promise.race([work(), ended.promise]);
  } finally {
    await exporter.stop();
  }
  const exitCode = done && tally.allComplete() && (tally.anyFinished() || endless) ? 0 : 1;
  return { exitCode, summary: tally.sentence() };

  function count(event: ExporterEvent): void {
    tally.count(event);
    if (event.type === 'exporter/stopped') ended.resolve(false); // by itself, and said why
    if (event.type !== 'schedule/changed') return;
    if (event.schedule.kind === 'manual') manual.resolve();
    else manual = Promise.withResolvers(); // a command may begin one again
  }

  async function work(): Promise<true> {
    await exporter.begin();
    switch (task.kind) {
      case 'pulse':
        await exporter.capturePulse({ pulseId: task.pulseId, waitForEnd: true });
        break;
      case 'range':
        await exporter.captureRange(
          task.by === 'id' ? { fromPulseId: task.from, toPulseId: task.to } : { fromNs: task.from, toNs: task.to },
        );
        break;
      case 'schedule':
        break;
    }
    await commandsOver;
    await manual.promise;
    await exporter.whenIdle();
    return true;
  }
}

/** What the exporter is to do by itself: nothing where single pulses are asked for, else the rate asked for, else the settings' own. */
export function scheduleFor({ task, commands }: Pick<CliArguments, 'task' | 'commands'>, own: ScheduleFacts): ScheduleFacts {
  if (task.kind !== 'schedule') return { kind: 'manual' };
  const { every, count } = task;
  if (every !== null) return count === undefined ? { kind: 'seconds', every } : { kind: 'seconds', every, count };
  if (own.kind !== 'manual') return count === undefined ? own : { ...own, count };
  if (count !== undefined) return { kind: 'pulses', every: 1, count };
  if (commands) return own;
  throw new ExporterError(
    'BAD_REQUEST',
    'The schedule of the settings is manual. Say what to capture: --pulses, --every, --pulse, --from and --to, or --commands.',
  );
}

/** A follower captures what its leader announces, and at its leader's rate. */
export function refuseRate(task: CliArguments['task']): void {
  if (task.kind === 'schedule' && (task.every !== null || task.count !== undefined))
    throw new ExporterError('BAD_REQUEST', 'A follower has its pulses from the leader: take out --pulses and --every, or give them there.');
}

export function isEndless(schedule: ScheduleFacts): boolean {
  return schedule.kind !== 'manual' && schedule.count === undefined;
}
