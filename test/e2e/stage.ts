import type { Request } from '../../core/contract/client.ts';
import type { Command } from '../../core/contract/commands.ts';
import { bridgeTo } from '../renderer/connect/bridge-stage.ts';
import { type CliProcess, startCli } from '../system/cli-process.ts';
import { type Simulated, type SimulatedRequest, simulate } from '../system/simulated.ts';

export type Stage = {
  facility: Simulated;
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
export function startStage(request: SimulatedRequest = {}): Promise<Stage> {
  return startAgain(simulate({ devices: 24, schedule: { kind: 'manual' }, ...request }));
}

export async function startAgain(facility: Simulated, port = 0): Promise<Stage> {
  const said = Promise.withResolvers<RegExpExecArray>();
  const program = startCli(['--settings', facility.file, '--port', String(port)], {
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
    ...{ facility, program, url, token, port: served.port },
    async give(command, request) {
      const { bridge } = bridgeTo(served, token);
      const result = await bridge.call(command, request);
      bridge.close();
      if (!result.ok) throw new Error(result.failure.message);
    },
  };
}
