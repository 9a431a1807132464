import { setTimeout as sleep } from 'node:timers/promises';
import { median, ms, percentile } from '../numbers.ts';
import type { Section } from '../sections.ts';
import { goal, table } from '../table.ts';
import { startTwin, type Twin } from './twin.ts';
import { openWindow, type Window } from './window.ts';

/** 8 h of 10 Hz. */
const shift = 288_000;
/** Pulses that are sent at once when they are fed fast: as many as come in two seconds. */
const atOnce = 20;
const rateMs = 100;

export const ui: Section = async (_stage, { captures }) => {
  const isQuick = captures < 50;
  const twin = await startTwin();
  try {
    for (let pulses = 0; pulses < 60; pulses += 1) twin.pulse();
    const opened = await opening(twin, isQuick ? 2 : 5);
    const window = await openWindow(twin.url);
    try {
      await window.opened();
      const moving = await updates(twin, window, isQuick ? 50 : 300);
      return [opened, moving, await lasting(twin, window, isQuick ? 2000 : 20_000)].join('\n\n');
    } finally {
      await window.close();
    }
  } finally {
    await twin.stop();
  }
};

async function opening(twin: Twin, times: number): Promise<string> {
  const shown: number[] = [];
  const matrix: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const window = await openWindow(twin.url);
    const { shownMs, matrixMs } = await window.opened().finally(window.close);
    shown.push(shownMs);
    matrix.push(matrixMs);
  }
  return [
    `### Screens: opened in a Chromium that is started for it, software rendering, 1920 × 1080, ${times} times`,
    goal('p50 from the start of the browser to the window shown, in ms', median(shown), 2500),
    goal('p50 from there to the first matrix of 150 devices × 60 pulses, in ms', median(matrix), 1000),
  ].join('\n');
}

/** From the first event of a pulse, before it is on the wire, until the page that tells its ID is drawn. */
async function updates(twin: Twin, window: Window, pulses: number): Promise<string> {
  const latencies: number[] = [];
  async function feed(): Promise<void> {
    const begun = performance.now();
    for (let sent = 0; sent < pulses; sent += 1) {
      await sleep(Math.max(0, begun + sent * rateMs - performance.now()));
      const emitted = performance.timeOrigin + performance.now();
      latencies.push((await window.drawn(twin.pulse())) - emitted);
    }
  }
  const before = await window.cpu();
  const { frames, longTasks } = await window.smoothness(feed());
  const after = await window.cpu();
  const perPulse = (kind: keyof typeof after): string => ms((1000 * (after[kind] - before[kind])) / pulses);
  return [
    `### Screens: 10 pulses a second, 150 devices × 60 pulses in sight, ${pulses} pulses`,
    table(
      ['', 'p50 ms', 'p95 ms', 'p99 ms', 'most ms'],
      [row('from frame to frame', frames), row('from the event to its being drawn', latencies)],
    ),
    `${(1000 / (frames.reduce((sum, each) => sum + each, 0) / frames.length)).toFixed(1)} frames a second; ${longTasks.length} tasks beyond 50 ms${longTasks.length === 0 ? '' : `, the longest ${ms(Math.max(...longTasks))} ms`}.`,
    `Processor time a pulse: the page ${perPulse('page')} ms, the process that draws it without a graphics card ${perPulse('drawing')} ms.`,
    goal('p95 from frame to frame in ms (60 frames a second)', percentile(frames, 95), 17),
    goal('p99 from an event to its being drawn in ms', percentile(latencies, 99), 100),
  ].join('\n');
}

function row(name: string, values: readonly number[]): string[] {
  return [name, ...[50, 95, 99, 100].map((percent) => ms(percentile(values, percent)))];
}

/** A shift in fast motion: the page draws after each handful. */
async function lasting(twin: Twin, window: Window, pulses: number): Promise<string> {
  const rows: string[][] = [];
  const heaps: number[] = [];
  const residents: number[] = [];
  const parts = 5;
  const begun = performance.now();
  for (let sent = 0; sent < pulses; ) {
    const part = sent + pulses / parts;
    for (; sent < part; sent += atOnce) {
      let last = '';
      for (let each = 0; each < atOnce; each += 1) last = twin.pulse();
      await window.drawn(last);
    }
    const { heapBytes, residentBytes } = await window.memory();
    heaps.push(heapBytes / 1e6);
    if (residentBytes !== null) residents.push(residentBytes / 1e6);
    rows.push([String(sent), ms(heapBytes / 1e6), residentBytes === null ? 'not told' : ms(residentBytes / 1e6)]);
  }
  const [first = 0] = heaps;
  const growth = (heaps.at(-1) ?? 0) - first;
  const perShift = (growth / (pulses * (1 - 1 / parts))) * shift;
  return [
    `### Screens: ${pulses} pulses in fast motion (${((100 * pulses) / shift).toFixed(1)} % of 8 h at 10 Hz) in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
    table(['pulses', "the page's JS heap after collection, MB", "its process's resident memory, MB"], rows),
    `Of the growth of the heap after the first row, 8 h would make ${perShift.toFixed(0)} MB.`,
    goal('growth of the JS heap in MB', growth, 2),
    ...(residents.length === 0 ? [] : [goal("the process's most resident memory in MB", Math.max(...residents), 300)]),
  ].join('\n');
}
