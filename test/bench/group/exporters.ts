import { readdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { timeOfPulse } from '../../../core/simulation/beat.ts';
import { freePorts } from '../../broker/free-ports.ts';
import { settingsOf } from '../loads.ts';
import { median, ms, percentile } from '../numbers.ts';
import type { Stage } from '../stage.ts';
import { table } from '../table.ts';
import { type CliExporter, startCliExporter } from './cli-exporter.ts';
import type { GroupExtent } from './extent.ts';

const warmUp = 3;
/** Milliseconds; the followers start after the leader and join later anyway. */
const gatherMs = 500;
export const publishedFor = ({ captures }: GroupExtent): number => warmUp + captures;

/** From the announcement to the verdict, which comes when the last exporter has reported its verified file. */
export async function exporters(stage: Stage, extent: GroupExtent): Promise<string> {
  const rows: string[][] = [];
  for (const count of [1, 2, 4]) {
    const times = await captureWith(stage, count, extent.captures);
    const sum = times.reduce((all, time) => all + time, 0);
    const perSecond = (1000 * times.length) / sum;
    rows.push([
      count === 1 ? 'the leader alone' : `${count} exporters`,
      ...[median(times), percentile(times, 99), Math.max(...times)].map(ms),
      perSecond.toFixed(1),
    ]);
  }
  return [
    `### Announcement to the last verified file: 150 devices, 84 MB a pulse, shared by 1, 2 and 4 exporters, ${extent.captures} pulses of the past one after the other, real broker, uncompressed`,
    'Each exporter is a process as `npm run exporter` starts it. Measured where the lines of the leader are read, from pulse/announced to the pulse/judged with a verdict.',
    table(['', 'p50 ms', 'p99 ms', 'max ms', 'pulses a second'], rows),
    `All of them, the broker and the disk share the ${availableParallelism()} cores of this machine, and one exporter uses more than one of them: what further exporters gain on machines of their own is not to be seen here.`,
  ].join('\n');
}

async function captureWith(stage: Stage, count: number, pulses: number): Promise<number[]> {
  const { brokers, from } = await stage.published('standard');
  const folder = await stage.newFolder();
  await using started = new AsyncDisposableStack();
  const start = async (settings: { name: string }): Promise<CliExporter> =>
    started.adopt(await startCliExporter(folder, settings), (exporter) => exporter.stop());
  const [announce, report] = (await freePorts(2)).map((port) => `tcp://127.0.0.1:${port}`);
  const leaders = [{ name: 'bench-1', announce, report }];
  const names = Array.from({ length: count }, (_, at) => `bench-${at + 1}`);
  const uncompressed = { compression: 'none', writers: 1 } as const;
  const hdf5 = { ...uncompressed, level: 1 };
  const load = { load: 'standard', brokers, dataFolder: join(folder, 'bench-1'), hdf5, settleMs: 2000, channels: null } as const;
  const { settings, setup } = settingsOf(load);
  const leader = await start({
    ...settings,
    ...setup,
    ...{ name: 'bench-1', hdf5: uncompressed, group: { role: 'leader', leaders, gatherMs } },
  });
  const whole = leader.event(({ group }) => Object.keys(group?.plan?.shares ?? {}).length === count);
  for (const name of names.slice(1))
    await start({ name, ...{ dataFolder: join(folder, name), hdf5: uncompressed, group: { role: 'follower', leaders } } });
  await whole;
  const times: number[] = [];
  for (let k = from; k < from + warmUp + pulses; k++) {
    times.push(await captureOne(leader, k));
    for (const name of names) await empty(join(folder, name));
  }
  return times.slice(warmUp);
}

async function captureOne(leader: CliExporter, k: number): Promise<number> {
  const isOf = (pulse: { pulse?: { pulseId: string } | undefined } | undefined) => pulse?.pulse?.pulseId === String(k);
  let verdict: string | null | undefined;
  const announced = leader.event(({ type, pulse }) => type === 'pulse/announced' && isOf(pulse));
  const judged = leader.event(({ type, pulse }) => {
    verdict = pulse?.verdict;
    return type === 'pulse/judged' && isOf(pulse) && typeof verdict === 'string';
  });
  leader.command('capturePulse', { pulseId: String(k), timestampNs: String(timeOfPulse(k)) });
  const time = (await judged) - (await announced);
  if (verdict !== 'complete') throw new Error(`Pulse ${k} was not complete but ${verdict}: these numbers would mean nothing.`);
  return time;
}

/** Between two pulses, so that 30 of 84 MB need no disk beside the broker's. */
async function empty(dataFolder: string): Promise<void> {
  const files = await readdir(dataFolder, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.h5'))) await rm(join(dataFolder, file));
}
