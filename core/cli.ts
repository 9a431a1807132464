import { readFileSync } from 'node:fs';
import { type CliArguments, parseArguments, usage } from './cli/arguments.ts';
import { headerLines } from './cli/header.ts';
import { printJson, printLines } from './cli/print.ts';
import { isEndless, runTask, scheduleFor } from './cli/run.ts';
import { settingsFor } from './cli/settings.ts';
import { toFailure } from './contract/errors.ts';
import { openExporter } from './open-exporter.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const wanted = parseArguments(args);
    if (wanted.help) return say(usage, 0);
    return await run(wanted);
  } catch (error) {
    const { code, message } = toFailure(error);
    return complain(`${message} [${code}]`, code === 'BAD_REQUEST' || code === 'BAD_SETTINGS' ? 2 : 1);
  }
}

async function run(wanted: CliArguments): Promise<number> {
  const found = await settingsFor(wanted);
  const schedule = scheduleFor(wanted.task, found.settings.schedule);
  const loaded = { ...found, settings: { ...found.settings, schedule } };
  for (const warning of loaded.warnings) complain(`Note: ${warning}`, 0);
  const exporter = await openExporter(loaded, { version: versionOf(), env: process.env });
  exporter.subscribe(wanted.json ? printJson(process.stdout) : printLines(process.stdout));
  if (!wanted.json) for (const line of headerLines(loaded, wanted)) say(line, 0);
  const { exitCode } = await runTask(exporter, wanted.task, isEndless(schedule), interrupted());
  return exitCode;
}

/** The first Ctrl-C ends in good order, the second at once. */
function interrupted(): AbortSignal {
  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => {
      if (abort.signal.aborted) process.exit(1);
      abort.abort();
    });
  process.stdout.on('error', () => abort.abort()); // who read the lines is gone, as with `| head`
  return abort.signal;
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
