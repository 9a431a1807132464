import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Request } from '../../core/contract/client.ts';
import type { Command } from '../../core/contract/commands.ts';
import { bridgeTo } from '../renderer/connect/bridge-stage.ts';
import { type CliProcess, startCli } from '../system/cli-process.ts';
import { type Simulated, type SimulatedRequest, simulate } from '../system/simulated.ts';

export type Stage = {
  program: CliProcess;
  /** As it was printed. */
  url: string;
  port: number;
  token: string;
  /** What the test does behind the operator's back, such as faults. Throws what the exporter refuses. */
  give<C extends Command>(command: C, request: Request<C>): Promise<void>;
};

const printed = /^Screens: (http:\/\/127\.0\.0\.1:(\d+)\/#token=([\w-]{32}))$/;

/** The real program with a simulated facility of a few devices, which captures when it is told to. */
export function startStage(request: SimulatedRequest = {}): Promise<Stage & { facility: Simulated }> {
  return startAgain(simulate({ devices: 24, schedule: { kind: 'manual' }, ...request }));
}

export async function startAgain(facility: Simulated, port = 0): Promise<Stage & { facility: Simulated }> {
  return { facility, ...(await startWith(['--settings', facility.file, '--port', String(port)])) };
}

/** As `npm start` does it: 150 devices, a pulse every three seconds, and a Gateway that takes the files. */
export function startAsNewcomer(options: readonly string[] = []): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-newcomer-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return startWith(['--simulate', '--port', '0', ...options], folder);
}

/** Resolves when its screens can be opened. */
export async function startWith(options: readonly string[], cwd = process.cwd()): Promise<Stage> {
  const said = Promise.withResolvers<RegExpExecArray>();
  const program = startCli(options, {
    cwd,
    onLine(line) {
      const found = printed.exec(line);
      if (found !== null) said.resolve(found);
    },
  });
  const over = program.end.then(({ complaints }) => Promise.reject(new Error(`It has ended: ${complaints.join('; ')}`)));
  const [, url = '', given, token = ''] = await Promise.race([said.promise, over]);
  over.catch(() => undefined); // from here on its end is the test's
  const served = { port: Number(given) };
  return {
    ...{ program, url, token, port: served.port },
    async give(command, request) {
      const { bridge } = bridgeTo(served, token);
      const result = await bridge.call(command, request);
      bridge.close();
      if (!result.ok) throw new Error(result.failure.message);
    },
  };
}
