import { expect, test } from 'vitest';
import type { CaptureDetails } from '../../core/contract/api.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import type { Journal } from '../../core/journal/port.ts';
import { recordIdOf } from '../../core/upload/record-id.ts';
import { randomOf } from '../fakes/random.ts';
import { startCli } from './cli-process.ts';
import { capturedIn, capturesIn } from './kept.ts';
import { run } from './running.ts';
import { simulateUploading } from './uploading.ts';

const kills = 5;
const pulsesWanted = 30;
/** After none of these is a file for a person to look at, and each is over soon. */
const faults = [
  'gateway-down',
  'gateway-500',
  'gateway-502',
  'gateway-cut',
  'gateway-cut-answer',
  'gateway-tokens-forgotten',
  'gateway-race',
];

test('a captured file is in the Gateway as one record with its channels, and its capture says so', async () => {
  const facility = await simulateUploading();
  const { capture, next, exporter, events } = await run(facility);
  const accepted = next('upload/changed', ({ upload }) => upload.state === 'accepted');
  const { captureId, pulse, ...captured } = await capture();
  expect((await accepted).upload).toMatchObject({ captureId, pulse, attempts: 1 });
  const [record] = facility.gateway.records();
  expect(record?.metadata.shotnum).toBe(BigInt(pulse.pulseId));
  expect([...(record?.channels.keys() ?? [])].sort()).toEqual(capturedIn({ captureId, pulse, ...captured }));
  expect((await exporter.getCapture({ captureId })).upload).toBe('accepted');
  await exporter.whenIdle();
  expect(events.findLast(({ type }) => type === 'uploads/changed')).toMatchObject({ uploads: { queued: 0, waiting: 0, state: 'working' } });
});

test(`with a Gateway that fails at random and ${kills} kills at random, each record and channel is there once and every attempt is known`, {
  timeout: 240_000,
}, async () => {
  const facility = await simulateUploading({ schedule: { kind: 'seconds', every: 1.1 } });
  const random = randomOf(1);
  const { gateway } = facility;
  const trouble = setInterval(() => gateway.faults.set(faults[Math.floor(random() * faults.length)] ?? '', true, { times: 1 }), 400);
  const pulses = async () => (await capturesIn(facility.journalFile)).length;
  for (let n = 0; n < kills; n += 1) {
    const child = startCli(['--settings', facility.file, '--json']);
    let captured = 0;
    await child.event(({ type }) => type === 'capture/finished' && ++captured > 3);
    await new Promise((resolve) => setTimeout(resolve, random() * 600));
    child.kill('SIGKILL');
    expect(await child.end).toMatchObject({ signal: 'SIGKILL' });
    await new Promise((resolve) => setTimeout(resolve, 1100)); // a record holds one second
  }
  clearInterval(trouble);
  for (const { fault } of gateway.faults.list()) gateway.faults.set(fault, false);
  const missing = Math.max(1, pulsesWanted - (await pulses()));
  const last = startCli(['--settings', facility.file, '--json', '--pulses', String(missing)]);
  expect((await last.end).complaints).toEqual([]);
  const { exporter, next } = await run(facility, {}, { begin: false });
  const drained = next('uploads/changed', ({ uploads }) => uploads !== null && uploads.queued + uploads.waiting === 0);
  await exporter.begin();
  await exporter.stopSchedule({});
  await drained;
  await exporter.stop();

  const journal = openJournal({ file: facility.journalFile });
  const problems: string[] = [];
  const captures = (await allOf(journal)).filter(({ file }) => file !== null);
  const byRecord = Map.groupBy(captures, ({ pulse }) => recordIdOf(BigInt(pulse.timestampNs), false));
  for (const [id, attempts] of byRecord) {
    const record = gateway.record(id);
    const expected = attempts.flatMap(capturedIn).sort();
    if (record === null) problems.push(`record ${id} is not there`);
    else if ([...record.channels.keys()].sort().join() !== expected.join()) problems.push(`record ${id} has other channels`);
    for (const { captureId } of attempts) {
      const upload = await journal.uploadOf(captureId);
      if (upload?.state !== 'accepted') problems.push(`${upload?.file} is ${upload?.state}: ${upload?.sentence}`);
    }
  }
  expect(problems).toEqual([]);
  expect(gateway.records()).toHaveLength(byRecord.size);
  const attempts = (await Promise.all(captures.map(({ captureId }) => journal.uploadAttempts(captureId)))).flat();
  // With a refused token nothing of a file is taken, and the same attempt goes on with a fresh one.
  const submitted = gateway.answered().filter(({ path, status }) => path === '/submit/hdf' && status !== 403);
  expect(attempts.length).toBeGreaterThanOrEqual(submitted.length);
  console.log(`${kills} kills: ${captures.length} files, ${attempts.length} attempts, ${gateway.answered().length} answers`);
  await journal.close();
});

async function allOf(journal: Journal): Promise<CaptureDetails[]> {
  const found = await Promise.all((await journal.list(1000)).map(({ captureId }) => journal.get(captureId)));
  return found.filter((capture) => capture !== null);
}
