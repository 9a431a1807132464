import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startCli } from './cli-process.ts';
import { capturesIn, filesBelow, problemsOf } from './kept.ts';
import { run } from './running.ts';
import { type Simulated, simulate } from './simulated.ts';

const script = fileURLToPath(new URL('./dies-at.ts', import.meta.url));

/** Two captures, of which the second's file has its name, but not yet its end in the journal. */
async function killedBeforeItsEnd(): Promise<{ facility: Simulated; file: string }> {
  const facility = simulate();
  await startCli([facility.file, 'after seal'], { script }).end;
  const [, second] = await capturesIn(facility.journalFile);
  return { facility, file: second?.file ?? '' };
}

test('a file that had got its name is kept as it is, with what it holds', async () => {
  const { facility, file } = await killedBeforeItsEnd();
  const { events, exporter } = await run(facility);
  expect(events).toContainEqual({ type: 'recovery/finished', adopted: 1, retaken: 0, lost: [] });
  await exporter.stop();
  const [, adopted] = await capturesIn(facility.journalFile);
  expect(adopted).toMatchObject({ verdict: 'complete', file, captured: facility.channels.length });
  expect(await problemsOf(facility)).toEqual({ problems: [], pulses: 2, files: 2 });
});

test.each([
  ['was damaged', (path: string) => truncateSync(path, 5000)],
  ['is only the name that a disk without hard links had given', (path: string) => truncateSync(path, 0)],
  ['is something else', (path: string) => writeFileSync(path, 'of a person')],
])('a file that %s is set aside, and its pulse is captured again', async (_, spoil) => {
  const { facility, file } = await killedBeforeItsEnd();
  spoil(join(facility.dataFolder, file));
  const { events, exporter } = await run(facility);
  expect(events).toContainEqual({ type: 'recovery/finished', adopted: 0, retaken: 1, lost: [] });
  await exporter.stop();
  expect(filesBelow(facility.dataFolder)).toContain(`${file}.broken`);
  const { problems } = await problemsOf(facility);
  expect(problems).toEqual([`${file}.broken is not in the journal`]);
});

test('half files of any earlier run are cleared away at the start', async () => {
  const facility = simulate();
  const first = await run(facility);
  const { file } = await first.capture();
  await first.exporter.stop();
  appendFileSync(join(facility.dataFolder, `${file?.replace('_1.h5', '_9.h5')}.part`), 'half');
  const second = await run(facility);
  await second.exporter.stop();
  expect(await problemsOf(facility)).toEqual({ problems: [], pulses: 1, files: 1 });
});

test('when the thread that reads the sources dies, the exporter says so and stops, with nothing left open', async () => {
  const facility = simulate();
  const { exporter, capture, next, events } = await run(facility, { intake: new URL('./workers/dying-intake.ts', import.meta.url) });
  expect(await capture()).toMatchObject({ verdict: 'complete' });
  const stopped = next('exporter/stopped');
  await exporter.captureNow({});
  await stopped;
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'pulse/unavailable', failure: expect.objectContaining({ code: 'INTAKE_ENDED' }) }),
  );
  await exporter.stop();
  expect(filesBelow(facility.dataFolder)).toHaveLength(1);
});
