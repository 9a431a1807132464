import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { CaptureSummary } from '../../core/contract/api.ts';
import type { RunningExporter } from '../../core/exporter.ts';
import { openExporter } from '../../core/open-exporter.ts';
import { pulseAt, timeOfPulse } from '../../core/simulation/beat.ts';
import { settingsOf } from './loads.ts';
import { type Captured, type Result, type Task, taskSchema } from './task.ts';

/** A whole exporter as `npm run exporter` opens it, in a process of its own: its memory and its event loop are nobody else's. */
const task = taskSchema.parse(JSON.parse(process.argv[2] ?? ''));
/** Older than any latency of the simulated facility. */
const simulatedAgo = 100;
const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;
const summaries = new Map<string, CaptureSummary>();
let onFinished: () => void = () => undefined;

const { settings, setup } = settingsOf({ ...task, dataFolder: join(task.folder, 'data') });
const { dataFolder } = settings;
const loaded = { settings, setup, file: null, dataFolder, journalFile: join(task.folder, 'journal.sqlite'), warnings: [] };
const exporter = await openExporter(loaded, { version: 'bench', env: {} });
exporter.subscribe((event) => {
  if (event.type === 'pulse/unavailable') console.error(event.failure.message);
  if (event.type !== 'capture/finished') return;
  summaries.set(event.capture.captureId, event.capture);
  onFinished();
});
await exporter.begin();
const result = await measure(exporter, task);
await exporter.stop();
await rm(task.folder, { recursive: true, force: true });
process.send?.(result);
process.disconnect();

async function measure(running: RunningExporter, { way, warmUp, pulses }: Task): Promise<Result> {
  for (let i = 0; i < warmUp; i++) await captureOne(running, await nextPulse(i));
  global.gc?.();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const cpu = process.cpuUsage();
  const startedMs = monotonicMs();
  const captures: Captured[] = [];
  if (way === 'range') captures.push(...(await captureAll(running, await nextPulse(warmUp), pulses)));
  else for (let i = 0; i < pulses; i++) captures.push(await captureOne(running, await nextPulse(warmUp + i)));
  const elapsedMs = monotonicMs() - startedMs;
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  return {
    captures,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    longestBlockMs: Math.max(0, delay.max / 1e6),
    elapsedMs,
    cpuMs: (user + system) / 1000,
  };
}

async function nextPulse(index: number): Promise<number> {
  if (task.way === 'now') {
    process.send?.({ next: true });
    return new Promise((resolve) => process.once('message', (k) => resolve(Number(k))));
  }
  return task.from === null ? pulseAt(BigInt(Date.now()) * 1_000_000n) - simulatedAgo : task.from + index;
}

async function captureOne(running: RunningExporter, k: number): Promise<Captured> {
  const startedMs = monotonicMs();
  const { captureId } = await running.capturePulse({ pulseId: String(k), timestampNs: String(timeOfPulse(k)), waitForEnd: true });
  const endedMs = monotonicMs();
  const summary = summaries.get(captureId);
  if (summary === undefined) throw new Error(`Pulse ${k} was held: the bench measures only what is taken.`);
  await remove(summary);
  return capturedOf(summary, endedMs - startedMs, endedMs);
}

async function captureAll(running: RunningExporter, from: number, pulses: number): Promise<Captured[]> {
  summaries.clear();
  const captures: Captured[] = [];
  const startedMs = monotonicMs();
  const done = new Promise<void>((resolve) => {
    onFinished = () => {
      const last = [...summaries.values()].at(-1);
      const endedMs = monotonicMs();
      if (last !== undefined) captures.push(capturedOf(last, endedMs - startedMs, endedMs));
      if (summaries.size === pulses) resolve();
    };
  });
  await running.captureRange({ fromNs: String(timeOfPulse(from)), toNs: String(timeOfPulse(from + pulses - 1)) });
  await done;
  return captures;
}

function capturedOf({ verdict, captured, bytes, phases }: CaptureSummary, requestMs: number, endedMs: number): Captured {
  return { requestMs, endedMs, verdict: verdict ?? 'none', captured, bytes, phases };
}

/** Between two captures, so that 50 pulses of 84 MB need no 4 GB beside the broker's. */
async function remove({ file }: CaptureSummary): Promise<void> {
  if (file !== null) await rm(join(dataFolder, file));
}
