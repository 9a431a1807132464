import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Clock, systemClock } from '../../clock.ts';
import { toFailure } from '../../contract/errors.ts';
import type { DayReport } from '../../contract/report.ts';
import { type JournalReader, openJournalReader } from '../../journal/open-reader.ts';
import { makeReport, type ReportProgress } from '../../report/make-report.ts';
import { gatewayFor } from '../../reporting.ts';
import { type GatewaySettings, gatewaySchema } from '../../settings/gateway.ts';
import { resolveGatewaySecrets } from '../../settings/gateway-secrets.ts';
import type { LoadedSettings } from '../../settings/load-settings.ts';
import { createGateway } from '../../upload/client.ts';
import { wrong } from '../option-values.ts';
import { settingsFor } from '../settings.ts';
import { parseReportArguments, type ReportArguments, reportUsage } from './arguments.ts';
import { reportLines } from './lines.ts';

export type ReportOutput = {
  env: NodeJS.ProcessEnv;
  clock?: Clock;
  say(line: string): void;
  /** Progress and complaints. */
  complain(line: string): void;
};

const exitCodes = { arrived: 0, missing: 1, unknown: 3 } as const satisfies Record<DayReport['verdict'], number>;

/** Far longer than any report; Ctrl-C ends it. */
const askLimitMs = 24 * 3_600_000;
const progressMs = 5_000;

/** Answers the exit code; what goes wrong is said. */
export async function runReport(args: readonly string[], output: ReportOutput, signal: AbortSignal): Promise<number> {
  const { clock = systemClock, say, complain } = output;
  try {
    const wanted = parseReportArguments(args, clock.wallMs());
    if (wanted.help) {
      say(reportUsage);
      return 0;
    }
    const report = await reportFor(wanted, output, clock, signal);
    if (wanted.json) say(JSON.stringify(report));
    else for (const line of reportLines(report)) say(line);
    return exitCodes[report.verdict];
  } catch (error) {
    const { code, message } = toFailure(error);
    complain(`${message} [${code}]`);
    return code === 'BAD_REQUEST' || code === 'BAD_SETTINGS' ? 2 : 3;
  }
}

async function reportFor(wanted: ReportArguments, output: ReportOutput, clock: Clock, signal: AbortSignal): Promise<DayReport> {
  const loaded = await settingsFor({ ...wanted, faults: [] });
  await using opened = new AsyncDisposableStack();
  const journal = opened.adopt(openJournalReader(loaded.journalFile), (it) => it.close());
  const settings = await gatewaySettings(loaded, journal);
  if (settings === undefined && wanted.ask !== null && wanted.ask !== 'none')
    throw wrong(`--ask ${wanted.ask}: these settings name no gateway that could be asked. Leave it out, or add "gateway" to them.`);
  const ask = wanted.ask ?? (settings === undefined ? 'none' : 'sample');
  const secrets =
    settings && ask !== 'none' ? await resolveGatewaySecrets({ gateway: settings, file: loaded.file }, output.env, readFile) : null;
  const records = settings && secrets && opened.adopt(createGateway(settings, secrets, { env: output.env }), (it) => it.close());
  const gateway = settings === undefined ? null : gatewayFor(settings, records ?? notAsked);
  const ports = { exporter: loaded.settings.name, journal, gateway, clock, askLimitMs };
  return await makeReport({ ...wanted.range, ask }, ports, signal, tellingProgress(output, clock));
}

const notAsked = { record: () => Promise.resolve(null) };

/** Also of a setup that an exporter of another version kept. */
const keptSetupSchema = z.object({ setup: z.object({ gateway: gatewaySchema.exactOptional() }) });

/** A follower has them from its leader, and keeps them. */
async function gatewaySettings({ setup }: LoadedSettings, journal: Pick<JournalReader, 'groupKept'>): Promise<GatewaySettings | undefined> {
  if (setup !== null) return setup.gateway;
  return keptSetupSchema.safeParse(await journal.groupKept('setup')).data?.setup.gateway;
}

function tellingProgress({ complain }: ReportOutput, clock: Clock): (progress: ReportProgress) => void {
  let toldMs = clock.monotonicMs();
  return ({ pulses, asked }) => {
    if (clock.monotonicMs() - toldMs < progressMs) return;
    toldMs = clock.monotonicMs();
    complain(`Note: ${pulses} pulses looked at, ${asked} asked for …`);
  };
}
