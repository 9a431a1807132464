import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { CaptureDetails } from '../../core/contract/api.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import type { Journal } from '../../core/journal/port.ts';
import { pulseAt } from '../../core/simulation/beat.ts';
import type { SimulatedGateway } from '../../core/simulation/gateway/server.ts';
import { recordIdOf } from '../../core/upload/record-id.ts';
import { randomOf } from '../fakes/random.ts';
import { type SeenEvent, startCli } from './cli-process.ts';
import { capturedIn } from './kept.ts';
import { run } from './running.ts';
import { simulateUploading } from './uploading.ts';

const kills = 10;
const files = 200;
/** Of the exporter's waits: a back-off of seconds is over in a moment. */
const speed = 50;
const seed = Number(process.env['KILL_SEED'] ?? 1);
const hurried = fileURLToPath(new URL('./hurried-exporter.ts', import.meta.url));
/** After none of these is a file for a person to look at, and each is over soon. */
const faults = [
  ...['gateway-down', 'gateway-500', 'gateway-502', 'gateway-503', 'gateway-cut', 'gateway-cut-answer', 'gateway-truncated'],
  ...['gateway-tokens-forgotten', 'gateway-race', 'gateway-store-failure'],
  // Whether a file has arrived is the hardest question.
  ...['gateway-cut-answer', 'gateway-cut-answer', 'gateway-cut-answer'],
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

test(`${files} files through a Gateway that fails at random and ${kills} kills at random: each record and channel is there once, every attempt is known`, {
  timeout: 300_000,
}, async () => {
  const facility = await simulateUploading({ devices: 3 });
  const random = randomOf(seed);
  const { gateway } = facility;
  const fault = () => gateway.faults.set(faults[Math.floor(random() * faults.length)] ?? '', true, { times: 1 });
  const startMs = Date.now();
  const first = pulseAt(BigInt(startMs) * 1_000_000n) - 10 * files - 100;
  const args = [facility.file, ...[startMs, speed, first, files].map(String)];
  for (let n = 0; n < kills; n += 1) {
    const enough = Promise.withResolvers<void>();
    let more = 1 + Math.floor(random() * 16);
    const onEvent = ({ type }: SeenEvent) => {
      if (type !== 'accepted') return;
      if (random() < 0.4) fault();
      if (--more === 0) enough.resolve();
    };
    const child = startCli(args, { script: hurried, onEvent });
    await Promise.race([enough.promise, child.end]);
    await new Promise((resolve) => setTimeout(resolve, random() * 40));
    child.kill('SIGKILL');
    expect(await child.end).toMatchObject({ signal: 'SIGKILL', complaints: [] });
  }
  for (const on of gateway.faults.list()) gateway.faults.set(on.fault, false);
  expect(await startCli(args, { script: hurried }).end).toMatchObject({ code: 0, complaints: [] });

  const journal = openJournal({ file: facility.journalFile });
  const captures = (await allOf(journal)).filter(({ file }) => file !== null);
  const attempts = (await Promise.all(captures.map(({ captureId }) => journal.uploadAttempts(captureId)))).flat();
  const problems = [...(await problemsWith(gateway, captures, journal)), ...(await accepted(captures, journal))];
  expect(problems).toEqual([]);
  expect(new Set(captures.map(({ pulse }) => pulse.pulseId)).size).toBe(files);
  expect(gateway.records()).toHaveLength(files);
  const cutOff = attempts.filter(({ tookMs }) => tookMs === null);
  expect(cutOff.length, 'kills in the middle of a file').toBeGreaterThan(0);
  expect(cutOff.length).toBeLessThanOrEqual(kills);
  expect(attempts.filter(({ alreadyPresent }) => alreadyPresent.length > 0).length, 'answers that were lost').toBeGreaterThan(0);
  // With a refused token nothing of a file is taken, and the same attempt goes on with a fresh one.
  const submitted = gateway.answered().filter(({ path, status }) => path === '/submit/hdf' && status !== 403);
  expect(attempts.length).toBeGreaterThanOrEqual(submitted.length);
  console.log(
    `${kills} kills (${cutOff.length} in a file): ${captures.length} files, ${attempts.length} attempts, ${gateway.answered().length} answers`,
  );
  await journal.close();
});

/** Each pulse is one record, with the channels of its files and no others. */
async function problemsWith(gateway: SimulatedGateway, captures: readonly CaptureDetails[], journal: Journal): Promise<string[]> {
  const problems: string[] = [];
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
  return problems;
}

/** No channel was taken at two attempts, and each attempt says how it ended. */
async function accepted(captures: readonly CaptureDetails[], journal: Journal): Promise<string[]> {
  const problems: string[] = [];
  for (const { captureId, file } of captures) {
    const attempts = await journal.uploadAttempts(captureId);
    const taken = attempts.flatMap((attempt) => attempt.accepted);
    if (new Set(taken).size !== taken.length) problems.push(`${file}: a channel was taken twice`);
    if (attempts.some(({ attempt }, n) => attempt !== n + 1)) problems.push(`${file}: an attempt is not there`);
    if (attempts.some(({ sentence }) => sentence === '')) problems.push(`${file}: an attempt has no end`);
  }
  return problems;
}

async function allOf(journal: Journal): Promise<CaptureDetails[]> {
  const found = await Promise.all((await journal.list(1000)).map(({ captureId }) => journal.get(captureId)));
  return found.filter((capture) => capture !== null);
}
