import { readFileSync } from 'node:fs';
import { type CliArguments, parseArguments, usage } from './cli/arguments.ts';
import { checkSettingsFile } from './cli/check.ts';
import { readCommands } from './cli/commands.ts';
import { headerLines } from './cli/header.ts';
import { onInterrupt } from './cli/interrupts.ts';
import { printJson, printLines } from './cli/print.ts';
import { isEndless, refuseRate, runTask, scheduleFor } from './cli/run.ts';
import { openScreens, readyScreens, type Screens } from './cli/screens.ts';
import { settingsFor } from './cli/settings.ts';
import { withSimulatedGateway } from './cli/simulated-gateway.ts';
import { toFailure } from './contract/errors.ts';
import { createDispatch } from './dispatch.ts';
import type { RunningExporter } from './exporter.ts';
import { openExporter } from './open-exporter.ts';
import { doorOf } from './serve/door.ts';
import type { LoadedSettings } from './settings/load-settings.ts';
import type { Setup } from './settings/schema.ts';

const leaving = new AbortController();
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => leaving.abort()); // who read the lines is gone, as with `| head`
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    if (args[0] === 'keys') return say(await keys(args.slice(1)), 0);
    if (args[0] === 'report') return await report(args.slice(1));
    if (args[0] === 'test-capture') return await testCapture(args.slice(1));
    const wanted = parseArguments(args);
    if (wanted.help) return say(usage, 0);
    return await run(wanted);
  } catch (error) {
    const { code, message } = toFailure(error);
    return complain(`${message} [${code}]`, code === 'BAD_REQUEST' || code === 'BAD_SETTINGS' ? 2 : 1);
  }
}

/** Only who asks for keys needs ZeroMQ for it. */
async function keys(args: readonly string[]): Promise<string> {
  const { makeKeys } = await import('./cli/keys.ts');
  return makeKeys(args);
}

/** Nothing of an exporter runs for it. */
async function report(args: readonly string[]): Promise<number> {
  const { runReport } = await import('./cli/report/run.ts');
  const output = { env: process.env, say: (line: string) => say(line, 0), complain: (line: string) => complain(line, 3) };
  return runReport(args, output, interrupted());
}

/** Its exporter is not begun: nothing is taken up and there is no schedule. */
async function testCapture(args: readonly string[]): Promise<number> {
  const { runTestCapture } = await import('./cli/test-capture/run.ts');
  const lines = { say: (line: string) => say(line, 0), complain: (line: string) => complain(line, 1) };
  return runTestCapture(args, { env: process.env, version: versionOf(), ...lines }, interrupted());
}

async function run(wanted: CliArguments): Promise<number> {
  const found = await settingsFor(wanted);
  if (found.setup === null) refuseRate(wanted.task);
  for (const warning of found.warnings) complain(`Note: ${warning}`, 0);
  if (wanted.check) {
    const { text, json, exitCode } = await checkSettingsFile(found, process.env, interrupted());
    return say(wanted.json ? json : text, exitCode);
  }
  if (wanted.port !== null && wanted.task.kind === 'schedule' && wanted.task.count === undefined && !wanted.commands)
    return await runWithScreens(found, wanted, wanted.port);
  const asked = { ...found, setup: found.setup && asWanted(found.setup, wanted) };
  if (wanted.settings !== null) return runWith(asked, wanted, process.env);
  const { loaded, env, stop } = await withSimulatedGateway(asked, process.env, wanted.faults);
  return runWith(loaded, wanted, env).finally(stop);
}

/** The settings can be changed on the screens, so that the exporter behind them may be another one later. */
async function runWithScreens(found: LoadedSettings, wanted: CliArguments, port: number): Promise<number> {
  await readyScreens();
  const { openHosted, runHosted } = await import('./cli/hosted.ts');
  const onTrouble = (error: unknown) => void complain(toFailure(error).message, 1);
  const { host, loaded } = await openHosted(wanted, found, { version: versionOf(), env: process.env, onTrouble });
  const screens = await openScreens(host, port).catch(async (error: unknown) => {
    await host.stop();
    throw error;
  });
  if (wanted.json) complain(screens.sentence, 0);
  else for (const line of headerLines(loaded(), wanted, screens.sentence)) say(line, 0);
  host.subscribe(wanted.json ? printJson(process.stdout) : printLines(process.stdout));
  const signal = interrupted();
  if (wanted.whileInput) process.stdin.once('end', () => leaving.abort()).resume();
  const { exitCode, summary } = await runHosted(host, signal).finally(screens.stop);
  if (!wanted.json) say(`\n${summary}`, 0);
  process.stdin.destroy();
  return exitCode;
}

async function runWith(loaded: LoadedSettings, wanted: CliArguments, env: NodeJS.ProcessEnv): Promise<number> {
  if (wanted.port !== null) await readyScreens();
  const exporter = await openExporter(loaded, { version: versionOf(), env });
  const screens = await screensFor(exporter, wanted);
  exporter.subscribe(wanted.json ? printJson(process.stdout) : printLines(process.stdout));
  if (!wanted.json) for (const line of headerLines(loaded, wanted, screens?.sentence)) say(line, 0);
  const signal = interrupted();
  if (wanted.whileInput) process.stdin.once('end', () => leaving.abort()).resume();
  const commandsOver = wanted.commands
    ? readCommands(process.stdin, createDispatch(exporter), (line) => say(line, 0), signal)
    : Promise.resolve();
  const inGroup = loaded.settings.group !== undefined;
  const endless = loaded.setup === null || isEndless(loaded.setup.schedule) || wanted.commands;
  const { exitCode, summary } = await runTask(
    exporter,
    { task: wanted.task, endless, commandsOver: inGroup && endless ? whenAborted(signal) : commandsOver },
    signal,
  ).finally(() => screens?.stop());
  if (!wanted.json) say(`\n${summary}`, 0);
  process.stdin.destroy(); // else an open input would keep the program alive
  return exitCode;
}

/** An address that is taken is said at once, and nothing is captured: a person waits for screens there. */
async function screensFor(exporter: RunningExporter, { port, json }: CliArguments): Promise<Screens | null> {
  if (port === null) return null;
  try {
    const screens = await openScreens({ ...doorOf(exporter), bytes: exporter.bytes }, port);
    if (json) complain(screens.sentence, 0);
    return screens;
  } catch (error) {
    await exporter.stop();
    throw error;
  }
}

function asWanted(setup: Setup, wanted: CliArguments): Setup {
  return { ...setup, schedule: scheduleFor(wanted, setup.schedule) };
}

/** In a group it goes on whoever leads, also while nobody does. */
function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** The first Ctrl-C ends in good order, the second at once. */
function interrupted(): AbortSignal {
  onInterrupt(
    () => leaving.abort(),
    () => process.exit(1),
  );
  return leaving.signal;
}

function versionOf(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? 'unknown';
}

function say(line: string, exitCode: number): number {
  process.stdout.write(`${line}\n`);
  return exitCode;
}

function complain(line: string, exitCode: number): number {
  process.stderr.write(`${line}\n`);
  return exitCode;
}
