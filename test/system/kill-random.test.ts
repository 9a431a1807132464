import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type CliProcess, startCli } from './cli-process.ts';
import { problemsOf } from './kept.ts';
import { simulate } from './simulated.ts';

/** 200 are wanted of the exporter (KILL_TRIES=200); fewer, so that all tests stay quick. */
const tries = Number(process.env['KILL_TRIES'] ?? 20);
const seed = Number(process.env['KILL_SEED'] ?? 1);

/** Each step of a capture as its events tell it. The kill comes some milliseconds after one of them. */
const moments = ['exporter/started', 'capture/started', 'writing', 'verifying', 'capture/finished', 'recovery/finished'];

test(`killed ${tries} times at any moment, it loses no pulse, writes none twice and leaves nothing by half`, {
  timeout: 30_000 + tries * 10_000,
}, async () => {
  const facility = simulate({ schedule: { kind: 'seconds', every: 0.1 }, settleMs: 1000 });
  const random = randomNumbers(seed);
  for (let n = 0; n < tries; n += 1) {
    const child = startCli(['--settings', facility.file, '--json']);
    await killAfter(child, moments[n % moments.length] ?? '', random() * (n % 3 === 0 ? 10 : 120));
    expect(await child.end).toMatchObject({ signal: 'SIGKILL', complaints: [] });
  }
  const last = await startCli(['--settings', facility.file, '--json', '--pulses', '1']).end;
  expect(last).toMatchObject({ code: 0, complaints: [] });

  const { problems, pulses, files } = await problemsOf(facility);
  expect(problems).toEqual([]);
  expect(existsSync(join(facility.dataFolder, '.exporter-lock.json'))).toBe(false);
  console.log(`${tries} kills: ${pulses} pulses begun, ${files} files, all whole`);
});

async function killAfter(child: CliProcess, moment: string, ms: number): Promise<void> {
  await child.event(({ type, step }) => type === moment || step === moment);
  await new Promise((resolve) => setTimeout(resolve, ms));
  child.kill('SIGKILL');
}

/** The same numbers for the same seed (a linear congruential generator), from 0 to 1. */
function randomNumbers(start: number): () => number {
  let state = start;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
