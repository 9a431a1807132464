import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type GroupArguments, parseGroupArguments, usage } from './cli/group/arguments.ts';
import { freePorts } from './cli/group/free-ports.ts';
import { runGroup } from './cli/group/run.ts';
import { groupSettings } from './cli/group/settings.ts';
import { readTyped, typedUsage } from './cli/group/typed.ts';
import { onInterrupt } from './cli/interrupts.ts';
import { toFailure } from './contract/errors.ts';
import { lockFolder } from './journal/folder-lock.ts';

/** `npm run group`. */

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const wanted = parseGroupArguments(args);
    if (!wanted.help) return await start(wanted);
    say(usage);
    return 0;
  } catch (error) {
    const { code, message } = toFailure(error);
    process.stderr.write(`${message} [${code}]\n`);
    return code === 'BAD_REQUEST' || code === 'BAD_SETTINGS' ? 2 : 1;
  }
}

async function start(wanted: GroupArguments): Promise<number> {
  const folder = resolve(wanted.folder);
  const members = groupSettings(wanted, await leaderPorts(wanted.leaders));
  const lock = await lockFolder(folder, { name: 'group', pid: process.pid, host: hostname(), now: Date.now() });
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, settings } of members) writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(settings, null, 2)}\n`);
    for (const line of headerLines(wanted, folder)) say(line);
    const names = members.map(({ name }) => name);
    const columns = () => (process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY);
    const group = runGroup({ names, folder, every: wanted.every, pulses: wanted.pulses, columns }, say);
    untilInterrupted(group.stop, group.stopAtOnce);
    const lines = createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      const typed = readTyped(line.trim(), names);
      if (typeof typed === 'string') say(`  ${typed}`);
      else group.typed(typed);
    });
    const { exitCode, summary } = await group.ended;
    lines.close();
    process.stdin.destroy();
    say(`\n${summary}`);
    return exitCode;
  } finally {
    await lock.release();
  }
}

async function leaderPorts(leaders: number) {
  const ports = await freePorts(2 * leaders, Math.random());
  return Array.from({ length: leaders }, (_, index) => ({ announce: ports[2 * index] ?? 0, report: ports[2 * index + 1] ?? 0 }));
}

function headerLines({ followers, devices, every, pulses }: GroupArguments, folder: string): string[] {
  const count = pulses === null ? '' : `, ${pulses} in all`;
  return [
    `Facility Data Exporter: a group of ${followers + 1} exporters, ${devices} devices of a simulated facility; a pulse every ${every} s${count}.`,
    `Settings, files, journals and logs: ${folder}`,
    `${typedUsage} Ctrl-C ends all in good order. Times are UTC.`,
    'Waiting until all of them are there …',
    '',
  ];
}

/** The first Ctrl-C ends in good order, the second at once. */
function untilInterrupted(stop: () => void, stopAtOnce: () => Promise<void>): void {
  const begin = () => {
    say('  Ending in good order; Ctrl-C once more ends at once.');
    stop();
  };
  const exit = () => process.exit(1);
  onInterrupt(begin, () => void stopAtOnce().then(exit, exit), ['SIGINT', 'SIGTERM', 'SIGHUP']);
  process.stdout.on('error', () => stop()); // who read the lines is gone
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
