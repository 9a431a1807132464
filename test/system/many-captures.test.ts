import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import type { ExporterEvent } from '../../core/contract/api.ts';
import { initialState, reduce } from '../../core/contract/state.ts';
import { run } from './running.ts';
import { simulate } from './simulated.ts';

const captures = 200;

test(`${captures} captures in one process leave no more memory in use than the first ones`, { timeout: 300_000 }, async () => {
  const facility = simulate({ devices: 6, retentionSeconds: 600 });
  const { exporter, events } = await run(facility);
  const newest = BigInt(Math.floor(Date.now() / 100) - 50);
  const used: number[] = [];
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  for (let n = 0; n < captures; n += 1) {
    const pulseId = String(newest - BigInt(n));
    await exporter.capturePulse({ pulseId, waitForEnd: true });
    events.length = 0; // the test's own memory is not meant
    if (n % 20 === 19) used.push(process.memoryUsage().rss / 1e6);
  }
  loop.disable();
  const [first = 0] = used;
  const last = Math.min(...used.slice(-3));
  console.log(`resident memory after each 20 captures: ${used.map((mb) => mb.toFixed(0)).join(', ')} MB`);
  console.log(`main thread: longest wait ${(loop.max / 1e6).toFixed(0)} ms, 99 of 100 below ${(loop.percentile(99) / 1e6).toFixed(0)} ms`);
  // 180 captures of 60 kB that were kept would be 11 MB; of their images decoded and encoded several times that. Garbage is collected when it likes.
  expect(last - first).toBeLessThan(150);
});

test('whoever replays the events has the state that a snapshot shows', async () => {
  const facility = simulate({ devices: 10, schedule: { kind: 'seconds', every: 0.2 } });
  const { exporter, events, next, capture } = await run(facility);
  await next('capture/finished');
  await exporter.setFault({ fault: 'broker-down', on: true });
  await exporter.takeOutOfService({ device: 'PM-201-FE-CAM-1', reason: 'test', by: 'test' });
  await exporter.setMetadata({ activeArea: 'EA2', activeExperiment: 'x', by: 'test' });
  await next('capture/held');
  await exporter.setFault({ fault: 'broker-down', on: false });
  await next('capture/finished', (event) => event.capture.attempt === 2);
  await exporter.stopSchedule({});
  await capture();
  await exporter.stop();
  let shown = initialState;
  exporter.subscribe((event) => {
    if (event.type === 'snapshot') shown = event.state;
  })();
  expect(events.reduce(reduce, initialState)).toEqual(shown);
  expect(replayedOverAWire(events)).toEqual(shown);
  const ids = shown.captures.map(({ captureId }) => captureId);
  expect(new Set(ids).size).toBe(ids.length);
});

/** Nothing of an event may get lost on its way as JSON. */
function replayedOverAWire(events: readonly ExporterEvent[]) {
  let state = initialState;
  for (const event of events) {
    const sent: ExporterEvent = JSON.parse(JSON.stringify(event));
    state = reduce(state, sent);
  }
  return state;
}
