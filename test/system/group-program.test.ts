import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { type CliProcess, startCli } from './cli-process.ts';

/** `npm run group` as a person has it: its lines, its keys, its end. */
const script = fileURLToPath(new URL('../../core/start-group.ts', import.meta.url));
const names = ['laser-1', 'laser-2', 'laser-3'];

type GroupProgram = CliProcess & { folder: string; lines: string[]; pidOf(name: string): number; line(fits: RegExp): Promise<void> };

function startGroup(...args: string[]): GroupProgram {
  const folder = mkdtempSync(join(tmpdir(), 'group-program-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const lines: string[] = [];
  const wanted = ['--followers', '2', '--every', '1', '--devices', '12', '--folder', folder, ...args];
  const program = startCli(wanted, { script, input: true, onLine: (line) => void lines.push(line) });
  return {
    ...{ ...program, folder, lines },
    pidOf: (name) => lockSchema.parse(JSON.parse(readFileSync(join(folder, name, '.exporter-lock.json'), 'utf8'))).pid,
    line: (fits) => vi.waitFor(() => expect(lines.join('\n')).toMatch(fits), { timeout: 50_000, interval: 50 }),
  };
}
const lockSchema = z.object({ pid: z.number() });
const settingsSchema = z.object({ group: z.object({ leaders: z.array(z.object({ announce: z.string() })) }) });

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const pulses = (lines: readonly string[]) => lines.filter((line) => / {2}pulse \d+ /.test(line));
const all = /laser-1 (\d+)\/\1 +laser-2 (\d+)\/\2 +laser-3 (\d+)\/\3$/;

test('so many pulses are so many lines with the share of every exporter, all channels captured, and exit code 0', async () => {
  const program = startGroup('--pulses', '3');
  const { code, complaints } = await program.end;
  expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
  const seen = pulses(program.lines);
  expect(seen).toHaveLength(3);
  for (const line of seen) {
    const [, total, captured, ...shares] =
      /(\d+)\/(\d+) +complete.*? laser-1 (\d+)\/\d+.* laser-2 (\d+)\/\d+.* laser-3 (\d+)/.exec(line) ?? [];
    expect(line).toMatch(all);
    expect(shares.reduce((sum, share) => sum + Number(share), 0)).toBe(Number(total));
    expect(captured).toBe(total);
  }
  expect(program.lines.at(-1)).toBe('3 pulses over the whole group: 3 complete.');
});

test('an exporter killed from outside is started again, takes part again, and the run goes on; Ctrl-C leaves no process behind', async () => {
  const program = startGroup();
  await program.line(all);
  const killed = program.pidOf('laser-2');
  process.kill(killed, 'SIGKILL');
  await program.line(/laser-2 has ended \(SIGKILL\); it is started again in 2 s\.[\s\S]*laser-2 runs again\./);
  const before = pulses(program.lines).length;
  await vi.waitFor(() => expect(pulses(program.lines).slice(before).join('\n')).toMatch(/laser-2 \d+\/\d+/), { timeout: 30_000 });
  const pids = names.map(program.pidOf);
  expect(pids).not.toContain(killed);
  program.kill('SIGINT');
  expect(await program.end).toMatchObject({ code: 0, complaints: [] });
  expect(pids.filter(isThere)).toEqual([]);
});

test('killed itself, it leaves no exporter behind, not even one that stood still', async () => {
  const program = startGroup();
  await program.line(all);
  const pids = names.map(program.pidOf);
  program.write('s3');
  await program.line(/laser-3 stands still/);
  program.kill('SIGKILL');
  await program.end;
  await vi.waitFor(() => expect(pids.filter(isThere)).toEqual([]), { timeout: 30_000 });
});

test('a second Ctrl-C ends all at once', async () => {
  const program = startGroup('--every', '60');
  await program.line(all);
  const pids = names.map(program.pidOf);
  program.write('s1'); // so that the first one has to wait
  await program.line(/laser-1 stands still/);
  program.kill('SIGINT');
  await program.line(/Ctrl-C once more/);
  const again = setInterval(() => program.kill('SIGINT'), 400);
  const { code } = await program.end;
  clearInterval(again);
  expect({ code, left: pids.filter(isThere) }).toEqual({ code: 1, left: [] });
});

test('another exporter becomes the leader by a key; one that cannot, says why and follows on', async () => {
  const program = startGroup('--leaders', '3');
  await program.line(all);
  const { group } = settingsSchema.parse(JSON.parse(readFileSync(join(program.folder, 'laser-2.json'), 'utf8')));
  const busy = createServer().listen(Number(new URL(group.leaders[1]?.announce ?? '').port), '127.0.0.1');
  onTestFinished(() => void busy.close());
  await once(busy, 'listening');
  program.write('l2');
  await program.line(/laser-2: becomeLeader: .*ADDRESS_IN_USE/);
  const before = pulses(program.lines).length;
  await vi.waitFor(
    () =>
      expect(
        pulses(program.lines)
          .slice(before + 2)
          .join('\n'),
      ).toMatch(all),
    { timeout: 30_000 },
  );
  program.write('l3');
  await program.line(/laser-3: Leads 2 followers[\s\S]*laser-1 (\d+)\/\1 +laser-2 (\d+)\/\2 +laser-3 (\d+)\/\3$/m);
  program.write('p');
  await program.line(/Plan \d+ of laser-3 \(epoch 2\)/);
  program.kill('SIGINT');
  expect(await program.end).toMatchObject({ code: 0, complaints: [] });
});

test('arguments that are wrong are refused with exit code 2, and a folder in use with its user', async () => {
  const refused = await startCli(['--followers', '99'], { script }).end;
  expect(refused).toMatchObject({ code: 2, stdout: [] });
  expect(refused.complaints.join('\n')).toMatch(/--followers needs a whole number from 0 to 31/);
  const folder = mkdtempSync(join(tmpdir(), 'group-program-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const first = startCli(['--followers', '0', '--devices', '2', '--folder', folder], { script, input: true });
  await vi.waitFor(() => expect(readFileSync(join(folder, '.exporter-lock.json'), 'utf8')).toContain(String(first.pid)), {
    timeout: 30_000,
  });
  const second = await startCli(['--followers', '0', '--folder', folder], { script }).end;
  expect(second.code).toBe(1);
  expect(second.complaints.join('\n')).toMatch(new RegExp(`process ${first.pid} .*FOLDER_IN_USE`, 's'));
});

test('an exporter that cannot begin is not started for ever: the run ends and says what it said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'group-program-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'laser-2'), 'where its data folder should be');
  const { code, stdout } = await startCli(['--followers', '1', '--devices', '2', '--folder', folder], { script, input: true }).end;
  expect(code).toBe(1);
  expect(stdout.join('\n')).toMatch(
    /laser-2 has ended \(exit code 1\)[\s\S]*DISK_UNREACHABLE[\s\S]*laser-2 ended 3 times before it could begin/,
  );
});
