import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { GroupArguments } from '../../core/cli/group/arguments.ts';
import { groupSettings } from '../../core/cli/group/settings.ts';
import { freePorts } from '../broker/free-ports.ts';
import { type CliProcess, startCli } from '../system/cli-process.ts';
import { type Stage, startWith } from './stage.ts';

export type GroupStage = { leader: Stage; followers: ReadonlyMap<string, CliProcess> };

/** laser-1 leads with its screens; laser-2 and laser-3 follow, and tell their events as JSON. Pulses are captured by hand. */
export async function startGroupStage(): Promise<GroupStage> {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-group-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [announce = 0, report = 0] = await freePorts(2);
  const wanted = {
    followers: 2,
    leaders: 1,
    every: 1,
    pulses: null,
    devices: 12,
    load: 'light',
    seed: 1,
    folder,
    faults: [],
    help: false,
  } satisfies GroupArguments;
  const files = groupSettings(wanted, [{ announce, report }]).map(({ name, settings }) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(settings.schedule === undefined ? settings : { ...settings, schedule: { kind: 'manual' } }));
    return { name, file };
  });
  const [first, ...others] = files;
  const followers = new Map(others.map(({ name, file }) => [name, startCli(['--settings', file, '--json'])]));
  return { leader: await startWith(['--settings', first?.file ?? '', '--port', '0'], folder), followers };
}
