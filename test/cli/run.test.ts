import { expect, test } from 'vitest';
import { runTask } from '../../core/cli/run.ts';
import type { EventListener, ScheduleFacts } from '../../core/contract/api.ts';
import type { RunningExporter } from '../../core/exporter.ts';
import { noGroupCommands } from '../../core/group/no-group.ts';
import { lookingStub } from '../looking-stub.ts';

const nothing = () => Promise.reject(new Error('not asked for here'));
const { signal } = new AbortController();

/** Does nothing but tell of its schedule. */
function fakeExporter(own: ScheduleFacts) {
  const listeners = new Set<EventListener>();
  const steps: string[] = [];
  const tell = (schedule: ScheduleFacts) => {
    for (const listener of listeners) listener({ type: 'schedule/changed', schedule });
  };
  const exporter: RunningExporter = {
    ...{ captureNow: nothing, capturePulse: nothing, captureRange: nothing, stopSchedule: nothing, setMetadata: nothing },
    ...noGroupCommands,
    ...{ retryUpload: nothing, holdUploads: nothing, releaseUploads: nothing },
    ...{
      sendWithout: nothing,
      acknowledge: nothing,
      checkManifest: nothing,
      recentEvents: async () => [],
      searchCaptures: async () => ({ captures: [], total: 0, before: null }),
      searchTopics: async () => ({ topics: [], beyond: 0 }),
      searchPvs: async () => ({ pvs: [], isMore: false, unlisted: null }),
      peek: async () => ({ at: null, newest: null, why: null }),
      deviceStats: async () => ({ pulses: 0, isMore: false, channels: [] }),
      ...lookingStub,
      deviceValues: async () => ({ pulses: 0, isMore: false, channels: [] }),
      listNotes: async () => [],
      reportDay: () => Promise.reject(new Error('It is not asked for.')),
      listUploads: async () => [],
      getUpload: () => Promise.reject(new Error('There is none.')),
    },
    ...{ takeOutOfService: nothing, returnToService: nothing, setFault: nothing, listCaptures: nothing, getCapture: nothing },
    startSchedule: async ({ schedule }) => tell(schedule),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin: async () => tell(own),
    whenIdle: async () => void steps.push('idle'),
    stop: async () => void steps.push('stopped'),
    giveUp: nothing,
    held: () => 0,
    bytes: async () => null,
  };
  return { exporter, steps, tell };
}

test('with a manual schedule it ends when the commands end', async () => {
  const { exporter, steps } = fakeExporter({ kind: 'manual' });
  const commands = Promise.withResolvers<void>();
  const task = { kind: 'schedule', every: null, count: undefined } as const;
  const run = runTask(exporter, { task, endless: true, commandsOver: commands.promise }, signal);
  await Promise.resolve();
  expect(steps).toEqual([]);
  commands.resolve();
  expect((await run).exitCode).toBe(0);
  expect(steps).toEqual(['idle', 'stopped']);
});

test('a schedule that a command began goes on after the commands have ended, until it is manual again', async () => {
  const { exporter, steps, tell } = fakeExporter({ kind: 'manual' });
  const commands = Promise.withResolvers<void>();
  const task = { kind: 'schedule', every: null, count: undefined } as const;
  const run = runTask(exporter, { task, endless: true, commandsOver: commands.promise }, signal);
  await exporter.startSchedule({ schedule: { kind: 'seconds', every: 180 } });
  commands.resolve();
  await new Promise(setImmediate);
  expect(steps).toEqual([]);
  tell({ kind: 'manual' });
  await run;
  expect(steps).toEqual(['idle', 'stopped']);
});
