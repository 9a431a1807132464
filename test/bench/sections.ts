import { runExporter } from './exporter-process.ts';
import type { GroupExtent } from './group/extent.ts';
import { mostSmall } from './loads.ts';
import { phasesOf } from './looking-process.ts';
import { median, ms, percentile } from './numbers.ts';
import type { Stage } from './stage.ts';
import { goal, table } from './table.ts';
import type { Captured, Result, Task } from './task.ts';

/** `captures` for the goals' percentiles; `few` where every capture takes long. */
export type Extent = { warmUp: number; captures: number; few: number; group: GroupExtent };
export type Section = (stage: Stage, extent: Extent) => Promise<string>;

/** Past pulses are 10 s old. */
const settleMs = 2000;
/** The broker and the publisher on the same cores may need seconds for one pulse of 84 MB; a capture ends when it has all. */
const patientMs = 20_000;
const none = { compression: 'none', level: 1, writers: 1 } as const;

async function measure(stage: Stage, wanted: Partial<Task> & Pick<Task, 'pulses' | 'warmUp'>, onNext?: () => number): Promise<Result> {
  const load = wanted.load ?? 'standard';
  const real = wanted.brokers === null ? null : await stage.published(load);
  const task = {
    load,
    hdf5: none,
    settleMs,
    channels: null,
    way: 'one',
    brokers: real?.brokers ?? null,
    from: real?.from ?? null,
  } as const;
  const result = await runExporter({ ...task, folder: await stage.newFolder(), ...wanted }, onNext);
  const incomplete = result.captures.filter(({ verdict }) => verdict !== 'complete').length;
  if (incomplete > 0)
    throw new Error(`${incomplete} of ${result.captures.length} captures were not complete: these numbers would mean nothing.`);
  return result;
}

const head = ['', 'p50 ms', 'p99 ms', 'MB/s', 'peak memory MB', 'longest block ms', 'CPU ms a capture'];

function row(name: string, { captures, peakMemoryBytes, longestBlockMs, cpuMs }: Result, times = captures.map(requestMs)): string[] {
  const middle = median(times);
  const megabytes = median(captures.map(({ bytes }) => bytes)) / 1e6;
  return [
    name,
    ms(middle),
    ms(percentile(times, 99)),
    ms(megabytes / (middle / 1000)),
    ms(peakMemoryBytes / 1e6),
    ms(longestBlockMs),
    ms(cpuMs / captures.length),
  ];
}

function requestMs(captured: Captured): number {
  return captured.requestMs;
}

function phaseRows({ captures }: Result): string[][] {
  const of = (name: string, time: (captured: Captured) => number): string[] => {
    const times = captures.map(time);
    return [name, ms(median(times)), ms(percentile(times, 99))];
  };
  const at = (captured: Captured, phase: keyof Captured['phases']): number => captured.phases[phase] ?? 0;
  return [
    of('collect: until the last reading is there (find, fetch, decode, match; writing goes on beside it)', (it) => at(it, 'collectMs')),
    of('write: what is left to write then', (it) => at(it, 'writeMs') - at(it, 'collectMs')),
    of('verify: close, read back, compare, fsync, name', (it) => at(it, 'verifyMs') - at(it, 'writeMs')),
    of('around it: journal, disk, newest pulse', (it) => it.requestMs - at(it, 'totalMs')),
  ];
}

export const capture: Section = async (stage, { warmUp, captures, few }) => {
  const real = await measure(stage, { warmUp, pulses: captures });
  const simulated = await measure(stage, { brokers: null, warmUp, pulses: few });
  const { brokers, from } = await stage.published('standard');
  const looked = await phasesOf({ brokers, from, pulses: few });
  const times = real.captures.map(requestMs);
  return [
    `### Request to verified file: 150 channels, 84 MB a pulse, ${captures} pulses of the past one after the other, uncompressed`,
    table(head, [
      row('real broker', real),
      row(`simulation in the exporter's own process (${few} pulses; it makes its pictures in that time)`, simulated),
    ]),
    goal('p50 in ms', median(times), 200),
    goal('p99 in ms', percentile(times, 99), 350),
    goal('peak memory in MB', real.peakMemoryBytes / 1e6, 600),
    goal('longest block of the main event loop in ms', real.longestBlockMs, 50),
    '',
    'Where the time goes (real broker):',
    table(['phase', 'p50 ms', 'p99 ms'], phaseRows(real)),
    '',
    `Inside collect, in one thread with nothing written beside it (${few} pulses):`,
    table(['phase', 'p50 ms', 'p99 ms'], looked),
  ].join('\n');
};

export const channels: Section = async (stage, { warmUp, few }) => {
  const rows: string[][] = [];
  const measured: { count: number; time: number }[] = [];
  for (const count of [150, 600, mostSmall]) {
    const result = await measure(stage, { load: 'small', channels: count, warmUp, pulses: few });
    const time = median(result.captures.map(requestMs));
    measured.push({ count, time });
    rows.push([...row(`${count} channels`, result), (time / count).toFixed(2), (result.cpuMs / few / count).toFixed(2)]);
  }
  const [first, middle, last] = measured;
  if (first === undefined || middle === undefined || last === undefined) throw new Error('Three counts are measured.');
  const further = (a: typeof first, b: typeof first): string => ((b.time - a.time) / (b.count - a.count)).toFixed(2);
  const change = (100 * last.time * first.count) / (last.count * first.time) - 100;
  return [
    `### Cost per channel: numbers and traces only, 3.7 kB a channel at every count, ${few} pulses`,
    table([...head, 'ms a channel', 'CPU ms a channel'], rows),
    `Each further channel costs ${further(first, middle)} ms up to 600 and ${further(middle, last)} ms up to ${mostSmall}.`,
    goal(`rise of the cost of a channel from 150 to ${mostSmall}, in per cent`, change, 20),
  ].join('\n');
};

export const compression: Section = async (stage, { warmUp, few }) => {
  const gzip = (level: number) => ({ compression: 'gzip', level, writers: 1 }) as const;
  const plain = await measure(stage, { warmUp, pulses: few });
  const gzip1 = await measure(stage, { hdf5: gzip(1), warmUp: 1, pulses: few });
  const gzip4 = await measure(stage, { hdf5: gzip(4), warmUp: 1, pulses: few });
  return [
    `### Compression: the standard load, ${few} pulses of the past`,
    table(head, [row('none', plain), row('gzip 1', gzip1), row('gzip 4', gzip4)]),
    goal('p50 with gzip 1 in ms', median(gzip1.captures.map(requestMs)), 1200),
  ].join('\n');
};

export const now: Section = async (stage, { few }) => {
  const { publisher, from } = await stage.published('standard');
  const confirmed: Promise<number>[] = [];
  const started: number[] = [];
  const onNext = (): number => {
    const k = Math.floor(Date.now() / 100);
    started.push(Number(process.hrtime.bigint()) / 1e6);
    confirmed.push(publisher.publish(k, k).then(({ doneMs }) => doneMs));
    return k;
  };
  const result = await measure(stage, { way: 'now', settleMs: patientMs, warmUp: 1, pulses: few, from }, onNext);
  const doneMs = (await Promise.all(confirmed)).slice(1);
  const after = result.captures.map(({ endedMs }, index) => endedMs - (doneMs[index] ?? Number.NaN));
  const publishing = median(doneMs.map((done, index) => done - (started[index + 1] ?? Number.NaN)));
  return [
    `### A pulse of now: the standard load, ${few} pulses, each published (in ${ms(publishing)} ms, by another process on the same cores) while it is captured`,
    'Measured from the moment the broker confirmed the last message of the pulse to the verified file: what an exporter adds to the facility.',
    table(head, [row('after the last message', result, after)]),
  ].join('\n');
};

export const sustained: Section = async (stage, { captures }) => {
  const rows: string[][] = [];
  let most = 0;
  for (const writers of [1, 2]) {
    const result = await measure(stage, { hdf5: { ...none, writers }, way: 'range', warmUp: 1, pulses: captures });
    const perSecond = result.captures.length / (result.elapsedMs / 1000);
    most = Math.max(most, perSecond);
    const megabytes = result.captures.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
    rows.push([
      `${writers} at a time`,
      perSecond.toFixed(1),
      ms(megabytes / (result.elapsedMs / 1000)),
      ms(result.peakMemoryBytes / 1e6),
      ms(result.longestBlockMs),
      ms(result.cpuMs / result.captures.length),
    ]);
  }
  const titles = ['', 'captures a second', 'MB/s', 'peak memory MB', 'longest block ms', 'CPU ms a capture'];
  return [
    `### Sustained: ${captures} pulses of the past asked for as one range, uncompressed`,
    table(titles, rows),
    goal('seconds a capture', 1 / most, 1 / 3),
  ].join('\n');
};
