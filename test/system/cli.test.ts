import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseEvent, startCli } from './cli-process.ts';
import { capturesIn, filesBelow, problemsOf } from './kept.ts';
import { run } from './running.ts';
import { simulate } from './simulated.ts';

const deadCamera = [{ fault: 'dead-camera', device: 'PM-201-FE-CAM-1' }];
const program = fileURLToPath(new URL('../../core/cli.ts', import.meta.url));

describe('the exit code', () => {
  test('is 0 where all pulses asked for are complete, and each line of --json is one event', async () => {
    const facility = simulate({ devices: 4 });
    const { code, stdout, complaints } = await startCli(['--settings', facility.file, '--pulses', '2', '--every', '0.5', '--json']).end;
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    expect(stdout.filter((line) => parseEvent(line) === null)).toEqual([]);
    expect(parseEvent(stdout[0] ?? '')?.type).toBe('snapshot');
    expect(parseEvent(stdout.at(-1) ?? '')?.type).toBe('exporter/stopped');
    expect(await problemsOf(facility)).toEqual({ problems: [], pulses: 2, files: 2 });
  });

  test('is 1 where one is not complete, and the lines say why', async () => {
    const facility = simulate({ devices: 4, faults: deadCamera });
    const { code, stdout } = await startCli(['--settings', facility.file, '--pulses', '1', '--every', '1']).end;
    expect(code).toBe(1);
    expect(stdout.join('\n')).toMatch(/partial[\s\S]*missing.*PM-201-FE-CAM-1/);
  });

  test.each([
    ['arguments that are wrong', ['--simulate', '--every', 'x'], '--every'],
    ['no argument', [], '--simulate'],
    ['a settings file that is not there', ['--settings', 'no-such.json', '--pulses', '1'], 'no-such.json'],
    ['a word that is no command', ['kyes', '--out', 'laser-2'], 'kyes'],
    ['keys for nobody', ['keys'], 'keys --out NAME'],
    ['a fault nobody knows', ['--simulate', '--pulses', '1', '--fault', 'nonsense'], 'nonsense'],
  ])('is 2 for %s', async (_, args, says) => {
    const { code, stdout, complaints } = await startCli(args).end;
    expect({ code, stdout, lines: complaints.length > 0 }).toEqual({ code: 2, stdout: [], lines: true });
    expect(complaints.join('\n')).toContain(says);
    expect(complaints.join('\n')).not.toMatch(/^\s+at /m);
  });

  test('is 2 for settings that are wrong, with the path of each field', async () => {
    const facility = simulate({ devices: 4 });
    const written: Record<string, unknown> = { ...JSON.parse(readFileSync(facility.file, 'utf8')), settleMs: 'long', nonsense: 1 };
    writeFileSync(facility.file, JSON.stringify(written));
    const { code, complaints } = await startCli(['--settings', facility.file, '--pulses', '1']).end;
    expect(code).toBe(2);
    expect(complaints.join('\n')).toMatch(/settleMs/);
    expect(complaints.join('\n')).toMatch(/nonsense/);
    expect(existsSync(facility.dataFolder)).toBe(false);
  });

  test('is 1 for a pulse that is not there', async () => {
    const { code, complaints } = await startCli(['--settings', simulate({ devices: 4 }).file, '--pulse', '5']).end;
    expect(code).toBe(1);
    expect(complaints.join('\n')).toContain('PULSE_UNKNOWN');
  });
});

test('one pulse is captured by its ID, and again there is nothing left of it to capture', async () => {
  const facility = simulate({ devices: 4 });
  const id = String(Math.floor(Date.now() / 100) - 100);
  const args = ['--settings', facility.file, '--pulse', id];
  expect(await startCli(args).end).toMatchObject({ code: 0 });
  const again = await startCli(args).end;
  expect(again.code).toBe(0);
  expect(again.stdout.join('\n')).toContain('nothing is left to capture');
  expect(await problemsOf(facility)).toEqual({ problems: [], pulses: 1, files: 1 });
});

test('a range is captured by IDs and by times, into the folder asked for', async () => {
  const facility = simulate({ devices: 4 });
  const out = join(facility.folder, 'elsewhere');
  const there = { ...facility, dataFolder: out, journalFile: `${out}.journal.sqlite` };
  const newest = Math.floor(Date.now() / 100) - 100;
  const byId = ['--from', String(newest - 4), '--to', String(newest - 2)];
  expect(await startCli(['--settings', facility.file, '--out', out, ...byId]).end).toMatchObject({ code: 0 });
  expect((await problemsOf(there)).pulses).toBe(3);
  const byTime = ['--from', new Date((newest - 1) * 100).toISOString(), '--to', new Date(newest * 100).toISOString()];
  expect(await startCli(['--settings', facility.file, '--out', out, ...byTime]).end).toMatchObject({ code: 0 });
  expect(await problemsOf(there)).toEqual({ problems: [], pulses: 5, files: 5 });
  expect(existsSync(facility.dataFolder)).toBe(false);
});

describe('Ctrl-C', () => {
  test('in the middle of a capture keeps what there is, and says that not all is there', async () => {
    const facility = simulate({ devices: 4, settleMs: 3_600_000, faults: deadCamera });
    const cli = startCli(['--settings', facility.file, '--pulses', '1', '--every', '1', '--json']);
    await cli.event(({ type }) => type === 'channels/decided');
    cli.kill('SIGINT');
    const { code, signal, complaints } = await cli.end;
    expect({ code, signal, complaints }).toEqual({ code: 1, signal: null, complaints: [] });
    const captures = await capturesIn(facility.journalFile);
    expect(captures).toMatchObject([{ verdict: 'partial' }]);
    expect(filesBelow(facility.dataFolder)).toEqual([captures[0]?.file]);
    expect(existsSync(join(facility.dataFolder, '.exporter-lock.json'))).toBe(false);
  });

  test('ends a run without an end with 0 where all was complete', async () => {
    const facility = simulate({ devices: 4, schedule: { kind: 'seconds', every: 3600 } });
    const cli = startCli(['--settings', facility.file, '--json']);
    await cli.event(({ type }) => type === 'capture/finished');
    cli.kill('SIGINT');
    expect(await cli.end).toMatchObject({ code: 0, complaints: [] });
  });

  test('before the pulses asked for were captured is no success', async () => {
    const cli = startCli(['--settings', simulate({ devices: 4 }).file, '--pulses', '2', '--every', '3600', '--json']);
    await cli.event(({ type }) => type === 'capture/finished');
    cli.kill('SIGINT');
    expect(await cli.end).toMatchObject({ code: 1, complaints: [] });
  });

  test('twice ends at once, and the next start tidies up', async () => {
    const facility = simulate({ devices: 4, settleMs: 3000, faults: deadCamera });
    const cli = startCli(['--settings', facility.file, '--pulses', '1', '--every', '1', '--json']);
    await cli.event(({ type }) => type === 'channels/decided');
    cli.kill('SIGINT');
    cli.kill('SIGTERM');
    expect(await cli.end).toMatchObject({ code: 1, complaints: [] });
    const { exporter } = await run(facility);
    await exporter.stop();
    const captures = await capturesIn(facility.journalFile);
    expect(captures).toMatchObject([{ verdict: 'partial' }]);
    expect(filesBelow(facility.dataFolder)).toEqual([captures[0]?.file]);
  });
});

test.each([['lines'], ['--json'], ['--help']])('a reader that goes away after the first of the %s ends it without a word', async (how) => {
  const facility = simulate({ devices: 4, schedule: { kind: 'seconds', every: 0.5 } });
  const args = how === '--help' ? ['--help'] : ['--settings', facility.file, ...(how === 'lines' ? [] : [how])];
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'exit');
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  if (how !== '--help') await once(child.stdout, 'data');
  child.stdout.destroy();
  await closed;
  expect(child.signalCode).toBeNull();
  expect(stderr.replaceAll(/^Note: .*\n/gm, '')).toBe('');
});

test('a second exporter on the same data folder refuses, names the first, and leaves everything be', async () => {
  const facility = simulate({ devices: 4, schedule: { kind: 'seconds', every: 3600 } });
  const first = startCli(['--settings', facility.file, '--json']);
  await first.event(({ type }) => type === 'capture/finished');
  const files = filesBelow(facility.dataFolder);
  const second = await startCli(['--settings', facility.file, '--pulses', '1', '--every', '1']).end;
  expect(second.code).toBe(1);
  expect(second.complaints.join('\n')).toMatch(new RegExp(`exporter sys \\(process ${first.pid} .*FOLDER_IN_USE`, 's'));
  expect(filesBelow(facility.dataFolder)).toEqual(files);
  first.kill('SIGINT');
  expect(await first.end).toMatchObject({ code: 0 });
});
