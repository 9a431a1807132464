import { expect, test } from 'vitest';
import { capturesIn, filesBelow } from './kept.ts';
import { run } from './running.ts';
import { simulate } from './simulated.ts';

const deadCamera = [{ fault: 'dead-camera', device: 'PM-201-FE-CAM-1' }];
/** Far longer than any test: who waits for it has not stopped. */
const forever = 3_600_000;

test('stopped in the middle of a live capture, it ends with what it has', async () => {
  const facility = simulate({ settleMs: forever, faults: deadCamera });
  const { exporter, next } = await run(facility);
  const decided = next('channels/decided');
  const taking = exporter.captureNow({ waitForEnd: true });
  await decided;
  await exporter.stop();
  await taking;
  const [capture] = await capturesIn(facility.journalFile);
  expect(capture).toMatchObject({ verdict: 'partial', file: expect.any(String) });
  expect(capture?.outcomes).toContainEqual(
    expect.objectContaining({ channel: 'PM-201-FE-CAM-1', failure: expect.objectContaining({ code: 'STOPPED' }) }),
  );
  expect(filesBelow(facility.dataFolder)).toEqual([capture?.file]);
});

test('stopped twice it is stopped once, and a command after it is refused by that name', async () => {
  const { exporter, events } = await run(simulate());
  await Promise.all([exporter.stop(), exporter.stop()]);
  expect(events.filter(({ type }) => type === 'exporter/stopped')).toHaveLength(1);
  await expect(exporter.startSchedule({ schedule: { kind: 'seconds', every: 1 } })).rejects.toMatchObject({
    code: expect.stringMatching(/STOPPED|JOURNAL_FAILED/),
  });
});

test('the schedule can be stopped without one, while it waits, while it collects, and with pulses owed', async () => {
  const facility = simulate({ settleMs: forever, faults: deadCamera });
  const { exporter, events, next } = await run(facility);
  await exporter.stopSchedule({});

  const waiting = next('schedule/changed', ({ schedule }) => schedule.kind === 'seconds');
  await exporter.startSchedule({ schedule: { kind: 'seconds', every: 3600 } });
  await waiting;
  const collecting = next('channels/decided');
  await collecting;
  await exporter.stopSchedule({});
  expect(events.filter(({ type }) => type === 'capture/finished')).toHaveLength(1);

  await exporter.setFault({ fault: 'broker-down', on: true });
  const taking = exporter.captureNow({ waitForEnd: true });
  await next('capture/started');
  await exporter.stopSchedule({});
  await taking;
  await exporter.whenIdle();
  expect(events.filter(({ type }) => type === 'capture/finished')).toHaveLength(2);
  await exporter.captureNow({});
  await exporter.stop();
  expect((await capturesIn(facility.journalFile)).length).toBeGreaterThanOrEqual(3);
});

test('stopped while a range waits, what has not begun ends as stopped and is named', async () => {
  const facility = simulate();
  const { exporter, capture, events } = await run(facility);
  const { pulse } = await capture();
  const newest = BigInt(pulse.pulseId);
  await exporter.captureRange({ fromPulseId: String(newest - 60n), toPulseId: String(newest - 1n) });
  await exporter.stopSchedule({});
  const finished = events.flatMap((event) => (event.type === 'capture/finished' ? [event.capture] : []));
  expect(finished).toHaveLength(61);
  expect(finished.filter(({ failure }) => failure?.code === 'STOPPED').length).toBeGreaterThan(0);
  await exporter.stop();
  expect((await capturesIn(facility.journalFile)).filter(({ verdict }) => verdict === null)).toEqual([]);
});

test('stopped while it takes up what was owed, the rest stays owed', async () => {
  const facility = simulate();
  const first = await run(facility);
  await first.exporter.setFault({ fault: 'broker-down', on: true });
  for (let n = 0; n < 5; n += 1) await first.capture();
  await first.exporter.stop();
  const owed = (await capturesIn(facility.journalFile)).filter(({ verdict }) => verdict === null).length;
  expect(owed).toBeGreaterThan(1);

  const second = await run(facility, {}, { begin: false });
  const beginning = second.exporter.begin();
  await second.next('capture/started');
  await second.exporter.stop();
  await beginning;
  const captures = await capturesIn(facility.journalFile);
  expect(captures.filter(({ failure }) => failure?.code === 'STOPPED')).toEqual([]);
  expect(captures.filter(({ verdict }) => verdict === null).length).toBeGreaterThan(0);
});

test('a schedule faster than its captures names the pulses it skipped', async () => {
  const facility = simulate({ settleMs: 1000, faults: deadCamera, schedule: { kind: 'seconds', every: 0.1 } });
  const { next } = await run(facility);
  const isBehind = ({ reason }: { reason: string }) => /capture of pulse \d+ was still running/.test(reason);
  const { count, first, last } = await next('pulses/skipped', (skipped) => skipped.count > 1 && isBehind(skipped));
  expect(BigInt(last.pulseId) - BigInt(first.pulseId)).toBeGreaterThanOrEqual(BigInt(count - 1));
});

test('of now goes before of the past: a long range does not keep the schedule waiting', async () => {
  const facility = simulate();
  const { exporter, capture, events } = await run(facility);
  const { pulse } = await capture();
  const newest = BigInt(pulse.pulseId);
  await exporter.captureRange({ fromPulseId: String(newest - 100n), toPulseId: String(newest - 1n) });
  await exporter.captureNow({ waitForEnd: true });
  const finished = events.filter(({ type }) => type === 'capture/finished').length;
  expect(finished).toBeLessThan(50);
});
