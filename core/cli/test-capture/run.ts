import { stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { ExporterError, messageOf, toFailure } from '../../contract/errors.ts';
import type { TestReport } from '../../contract/test-capture.ts';
import type { RunningExporter } from '../../exporter.ts';
import { openExporter } from '../../open-exporter.ts';
import { openSimulated } from '../open-simulated.ts';
import { wrong } from '../option-values.ts';
import { settingsFor } from '../settings.ts';
import { parseTestArguments, type TestArguments, testUsage } from './arguments.ts';
import { isWhole, testLines } from './lines.ts';

export type TestOutput = { env: NodeJS.ProcessEnv; version: string; say(line: string): void; complain(line: string): void };

const toldEveryMs = 2000;

/** Answers the exit code; what goes wrong is said. The exporter is not begun: it takes nothing up and keeps no schedule. */
export async function runTestCapture(args: readonly string[], output: TestOutput, signal: AbortSignal): Promise<number> {
  const { say, complain } = output;
  try {
    const wanted = parseTestArguments(args);
    if (wanted.help) {
      say(testUsage);
      return 0;
    }
    for (const file of [wanted.report, wanted.json]) if (file !== null) await checkFolder(file);
    const exporter = await open(wanted, output);
    try {
      return await test(exporter, wanted, output, signal);
    } finally {
      await exporter.stop();
    }
  } catch (error) {
    const { code, message } = toFailure(error);
    complain(`${message} [${code}]`);
    return code === 'BAD_REQUEST' || code === 'BAD_SETTINGS' ? 2 : 1;
  }
}

/** Before a test of an hour, not behind it. */
async function checkFolder(file: string): Promise<void> {
  const folder = dirname(resolve(file));
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw wrong(`There is no folder ${folder} for the report ${file}. Make it, or name another.`);
}

async function open(wanted: TestArguments, { env, version }: TestOutput): Promise<RunningExporter> {
  const found = await settingsFor(wanted);
  if (wanted.settings !== null) return openExporter(found, { version, env });
  return (await openSimulated(found, { version, env, faults: wanted.faults })).exporter;
}

async function test(exporter: RunningExporter, wanted: TestArguments, { say, complain }: TestOutput, signal: AbortSignal): Promise<number> {
  const ended = Promise.withResolvers<void>();
  let devices: string[] = [];
  let toldMs = 0;
  const unsubscribe = exporter.subscribe((event) => {
    if (event.type === 'snapshot') devices = event.state.setup?.devices.map(({ name }) => name) ?? [];
    if (event.type !== 'test/changed') return;
    const { step, pulses, captured, endedAt } = event.test;
    if (endedAt !== null) ended.resolve();
    else if (performance.now() - toldMs > toldEveryMs) {
      toldMs = performance.now();
      complain(`${step}: ${pulses} pulses, ${captured} captured whole …`);
    }
  });
  const { testId } = await exporter.startTest({ ...wanted.request, devices: wanted.request.devices ?? devices, by: userInfo().username });
  const stop = () => void exporter.stopTest({ testId }).catch(() => undefined); // its report says how far it came
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  await ended.promise;
  unsubscribe();
  await exporter.stopTest({ testId }); // waits until its report is written
  const report = await exporter.getTest({ testId });
  for (const line of testLines(report)) say(line);
  await write(exporter, report, wanted, say);
  return isWhole(report) ? 0 : 1;
}

async function write(
  exporter: RunningExporter,
  { testId, folder }: TestReport,
  { report, json }: TestArguments,
  say: (line: string) => void,
): Promise<void> {
  for (const [file, as] of [
    [report, 'html'],
    [json, 'json'],
  ] as const) {
    if (file === null) continue;
    const { text } = await exporter.testReport({ testId, as });
    await writeFile(file, text).catch((error: unknown) => {
      throw new ExporterError(
        'WRITE_FAILED',
        `The report cannot be written to ${file}: ${messageOf(error)}. It is kept as report.json in ${folder}.`,
      );
    });
    say(`Report: ${file}`);
  }
}
