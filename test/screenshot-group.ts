import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GroupArguments } from '../core/cli/group/arguments.ts';
import { groupSettings } from '../core/cli/group/settings.ts';
import { freePorts } from './broker/free-ports.ts';

const cli = fileURLToPath(new URL('../core/cli.ts', import.meta.url));

/** laser-1, which leads and whose screens are looked at, and two that follow it. Pulses begin at once. */
export async function startGroup(): Promise<{ leader: ChildProcess; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-screenshots-'));
  const [announce = 0, report = 0] = await freePorts(2);
  const wanted = {
    followers: 2,
    leaders: 1,
    every: 2,
    pulses: null,
    devices: 150,
    load: 'light',
    seed: 1,
    folder,
    faults: [],
    help: false,
  } satisfies GroupArguments;
  const members = groupSettings(wanted, [{ announce, report }]).map(({ name, settings }, at) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(settings));
    const own = ['--settings', file, '--while-input', ...(at === 0 ? ['--port', '0', '--every', '2'] : [])];
    return spawn(process.execPath, [cli, ...own], { cwd: folder, stdio: ['pipe', at === 0 ? 'pipe' : 'ignore', 'inherit'] });
  });
  const over = Promise.all(members.map((member) => new Promise<void>((resolve) => member.once('close', () => resolve()))));
  const [leader] = members;
  if (leader === undefined) throw new Error('A group has a leader.');
  return {
    leader,
    async stop() {
      for (const member of members) member.stdin?.end();
      await over;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
