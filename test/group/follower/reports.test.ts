import { expect, test } from 'vitest';
import { failure } from '../../../core/contract/errors.ts';
import { createReports } from '../../../core/group/follower/reports.ts';
import { createScene, reportOf } from './scene.ts';
import { metadata, pulseOf, record } from './scripted-leader.ts';

test('a report is sent again every 3 s until it is counted', async () => {
  const { run, joined, follower } = createScene();
  const north = await joined();
  north.manners.counts = false;
  follower.ownReported(reportOf(1));
  await run(7000);
  expect(north.of('report')).toHaveLength(3);
  north.manners.counts = true;
  await run(10_000);
  expect(north.of('report')).toHaveLength(4);
});

test('a capture that was superseded is told to its exporter once, counted, and not reported again', async () => {
  const { run, joined, follower, own } = createScene();
  const north = await joined();
  north.manners.counts = false;
  follower.ownReported(reportOf(1));
  await run(0);
  const answer = { kind: 'superseded', captureId: 'capture-1', pulse: pulseOf(1), by: 'It was given to west.' } as const;
  north.say(answer);
  north.say(answer);
  await run(5000);
  follower.ownReported(reportOf(1));
  await run(5000);
  expect(own.superseded).toEqual(['capture-1']);
  expect(follower.facts().counts.superseded).toBe(1);
  expect(north.of('report')).toHaveLength(1);
});

test('reports that were finished without a leader wait for one', async () => {
  const { run, lead, follower } = createScene();
  for (const id of [1, 2, 3]) follower.ownReported(reportOf(id));
  await run(5000);
  const north = await lead('north', 3);
  await run(2000);
  expect(north.of('report').map(({ report }) => report.captureId)).toEqual(['capture-1', 'capture-2', 'capture-3']);
});

test('after the welcome it reports what its journal says is finished', async () => {
  const { run, joined, own } = createScene();
  const open = { metadata, record, mode: 'live', devices: ['CAM-1'] } as const;
  own.open.push(
    { ...open, devices: ['CAM-1'], pulse: pulseOf(1), state: 'finished' },
    { ...open, devices: ['CAM-1'], pulse: pulseOf(2), state: 'working' },
  );
  own.reports.push(reportOf(1), reportOf(2));
  const north = await joined();
  await run(500);
  expect(north.of('report').map(({ report }) => report.captureId)).toEqual(['capture-1']);
});

test('a task for what it has finished already is answered with the report: the first one was lost', async () => {
  const { run, joined, own } = createScene();
  const north = await joined();
  own.reports.push(reportOf(1));
  north.say({ kind: 'tasks', tasks: [{ pulse: pulseOf(1), metadata, record, devices: ['CAM-1'], waitMs: 0 }], given: [] });
  await run(500);
  expect(north.of('report')).toHaveLength(1);
});

test('a verdict that does not know its share makes it report what it has: it was lost while it finished', async () => {
  const { run, joined, own } = createScene();
  const north = await joined();
  own.reports.push(reportOf(1));
  north.pulse(1);
  north.verdict(1, 'complete');
  await run(500);
  expect(north.of('report').map(({ report }) => report.captureId)).toEqual(['capture-1']);
});

test('a verdict on a pulse of an earlier leader makes it report what it has, whoever had counted it: only files that are named now count', async () => {
  const { run, joined, own } = createScene();
  const north = await joined();
  own.reports.push(reportOf(1), reportOf(2));
  north.verdictWith('east', 1, 3);
  await run(500);
  expect(north.of('report')).toEqual([]);
  north.verdictWith('east', 2, 2);
  await run(500);
  expect(north.of('report').map(({ report }) => report.captureId)).toEqual(['capture-2']);
});

test('a report that changed while it waited for its answer is sent as it is now', async () => {
  const { run, joined, follower } = createScene();
  const north = await joined();
  north.manners.counts = false;
  follower.ownReported(reportOf(1));
  await run(100);
  follower.ownReported({ ...reportOf(1), verdict: 'partial' });
  north.say({ kind: 'counted', captureId: 'capture-1', pulse: pulseOf(1) });
  north.manners.counts = true;
  await run(5000);
  expect(north.of('report').map(({ report }) => report.verdict)).toEqual(['complete', 'partial']);
});

test('progress is told while it is a member', async () => {
  const { run, joined, follower } = createScene();
  follower.ownProgressed(pulseOf(1), 'collecting', 0, 2);
  const north = await joined();
  follower.ownProgressed(pulseOf(1), 'writing', 1, 2);
  await run(0);
  expect(north.of('progress')).toMatchObject([{ step: 'writing', decided: 1, expected: 2 }]);
});

test('after an outage reports go out bit by bit, and of too many the oldest are forgotten', () => {
  const reports = createReports();
  for (let id = 1; id <= 2100; id++) reports.add(reportOf(id));
  const first = reports.due(0);
  expect(first).toHaveLength(100);
  expect(first[0]?.captureId).toBe('capture-101');
  expect(reports.due(100)).toEqual([]);
  for (const { captureId } of first.slice(0, 40)) reports.counted(captureId);
  expect(reports.due(200)).toHaveLength(40);
});

test('after another welcome all that waits is sent at once', async () => {
  const { run, joined, follower } = createScene();
  const north = await joined();
  north.manners.counts = false;
  follower.ownReported(reportOf(1));
  await run(200);
  north.refuse(failure('MEMBER_LOST', 'east is no member.'));
  await run(300);
  expect(north.of('report').map(({ session }) => session)).toEqual(['north-3-1', 'north-3-2']);
});
