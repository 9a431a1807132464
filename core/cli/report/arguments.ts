import { parseArgs } from 'node:util';
import { messageOf } from '../../contract/errors.ts';
import { type ReportAsk, type ReportRequest, reportAsks } from '../../contract/report.ts';
import { dayBefore } from '../../report/range.ts';
import { wrong } from '../option-values.ts';

export type ReportArguments = {
  /** null: the simulated facility. */
  settings: string | null;
  out: string | null;
  range: { day: string } | { from: string; to: string };
  /** null: as far as the settings name a gateway. */
  ask: ReportAsk | null;
  json: boolean;
  help: boolean;
};

export const reportUsage = `Did yesterday arrive? What became of the pulses of a day or a shift, for the logbook.

  npm run exporter -- report --settings f.json                     yesterday
  npm run exporter -- report --settings f.json --day 2026-11-21    that day

  --settings FILE     settings of the exporter; it may be running meanwhile
  --simulate          the simulated facility instead of settings
  --out DIR           data folder, where the exporter was given one with --out
  --day D             a day such as 2026-11-21, from midnight to midnight in UTC
  --from T --to T     from a time up to another one, such as 2026-11-21T06:00:00Z
  --ask none          the Gateway is not asked: only what it answered when files were sent
  --ask sample        it is asked for some pulses in doubt and some spread over the range (where a gateway is named)
  --ask all           it is asked for every pulse: some minutes for thousands
  --json              the whole report as JSON, on one line
  --help              this text

In a group every exporter knows what the leader announced, so one report is of all devices.
What is still being captured or sent when the report is made is missing as yet.

Exit code: 0 every announced pulse was captured complete, and those that were asked for are whole in the Gateway;
1 something is missing; 2 settings or arguments wrong; 3 nothing is known to be missing and not everything can be
told: the Gateway or the journal is away, no pulse was announced, or it was stopped.`;

/** Throws BAD_REQUEST with what is wrong and what is possible. `nowMs` since 1970. */
export function parseReportArguments(args: readonly string[], nowMs: number): ReportArguments {
  const { settings, simulate, out, day, from, to, ask, json, help } = parse(args);
  if (settings === undefined && simulate !== true && help !== true)
    throw wrong('Give --settings FILE, or --simulate for the simulated facility.');
  if (settings !== undefined && simulate === true) throw wrong('--settings and --simulate exclude each other.');
  return {
    ...{ settings: settings ?? null, out: out ?? null, json: json === true, help: help === true },
    range: rangeOf(day, from, to, nowMs),
    ask: ask === undefined ? null : askOf(ask),
  };
}

function parse(args: readonly string[]) {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ settings: text, simulate: flag, out: text, day: text, from: text, to: text, ask: text, json: flag },
        help: { ...flag, short: 'h' },
      },
    }).values;
  } catch (error) {
    throw wrong(`${messageOf(error)}. report --help lists the options.`);
  }
}

function rangeOf(day: string | undefined, from: string | undefined, to: string | undefined, nowMs: number): ReportArguments['range'] {
  if ((from === undefined) !== (to === undefined)) throw wrong('--from and --to belong together.');
  if (day !== undefined && from !== undefined) throw wrong('--day and --from/--to exclude each other.');
  if (from !== undefined && to !== undefined) return { from, to };
  return { day: day ?? dayBefore(nowMs) };
}

function askOf(text: string): ReportRequest['ask'] {
  const ask = reportAsks.find((known) => known === text);
  if (ask === undefined) throw wrong(`--ask is one of ${reportAsks.join(', ')}, not "${text}".`);
  return ask;
}
