import { parseArgs } from 'node:util';
import { messageOf } from '../../contract/errors.ts';
import { madeEveryMs, type TestRequest, testPulsesMost, testSecondsMost } from '../../contract/test-capture.ts';
import { type FaultWanted, faultOf, wholeOf, wrong } from '../option-values.ts';

export type TestArguments = {
  /** null: the simulated facility. */
  settings: string | null;
  out: string | null;
  faults: FaultWanted[];
  /** `devices`: null are all of the settings. */
  request: Omit<TestRequest, 'devices' | 'by'> & { devices: string[] | null };
  /** Where the report is written; null: nowhere. */
  report: string | null;
  json: string | null;
  help: boolean;
};

export const testUsage = `Tries channels during commissioning: all that they send is looked at over some pulses, and captured into a folder of its own.

  npm run exporter -- test-capture --settings f.json --devices a,b --pulses 100 --report r.html

  --settings FILE     settings of the exporter; it must not be running on the same data folder (or give --out)
  --simulate          the simulated facility instead of settings
  --devices a,b       these devices; without it and without --topics and --pvs all of the settings
  --topics a,b        everything on these topics, whatever the settings know of them
  --pvs a,b           everything on these PVs
  --pulses N          over N pulses (20 where neither is given)
  --seconds S         for S seconds instead
  --clock MS          no laser: pulses made by hand, so many milliseconds apart
  --upload            its files go to the Gateway; without it never
  --out DIR           data folder, instead of the settings'; the test lies in test-captures below it
  --report FILE       the report as a page of its own (HTML)
  --json FILE         the report as JSON
  --fault NAME[:DEV]  simulated facility: switch a fault on (may be repeated)
  --help              this text

Exit code: 0 every channel was found at every pulse, 1 not, 2 settings or arguments wrong.`;

/** Throws BAD_REQUEST with what is wrong and what is possible. */
export function parseTestArguments(args: readonly string[]): TestArguments {
  const { settings, simulate, out, fault, report, json, help, ...chosen } = parse(args);
  if (settings === undefined && simulate !== true && help !== true)
    throw wrong('Give --settings FILE, or --simulate for the simulated facility.');
  if (settings !== undefined && simulate === true) throw wrong('--settings and --simulate exclude each other.');
  const sources: TestRequest['sources'] = [
    ...(listOf(chosen.topics) ?? []).map((topic) => ({ kind: 'kafka' as const, topic })),
    ...(listOf(chosen.pvs) ?? []).map((pv) => ({ kind: 'archiver' as const, pv })),
  ];
  return {
    ...{ settings: settings ?? null, out: out ?? null, faults: (fault ?? []).map(faultOf), report: report ?? null, json: json ?? null },
    help: help === true,
    request: {
      ...{ devices: listOf(chosen.devices) ?? (sources.length > 0 ? [] : null), sources, upload: chosen.upload === true },
      pulses:
        chosen.clock === undefined
          ? { kind: 'laser' }
          : { kind: 'clock', everyMs: wholeOf('--clock', chosen.clock, madeEveryMs.least, madeEveryMs.most) },
      until: untilOf(chosen),
    },
  };
}

function parse(args: readonly string[]) {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ settings: text, simulate: flag, out: text, devices: text, topics: text, pvs: text, pulses: text, seconds: text, clock: text },
        ...{ upload: flag, report: text, json: text, fault: { ...text, multiple: true }, help: { ...flag, short: 'h' } },
      },
    }).values;
  } catch (error) {
    throw wrong(`${messageOf(error)}. test-capture --help lists the options.`);
  }
}

function untilOf({ pulses, seconds }: { pulses?: string | undefined; seconds?: string | undefined }): TestRequest['until'] {
  if (pulses !== undefined && seconds !== undefined) throw wrong('--pulses and --seconds exclude each other.');
  if (seconds !== undefined) return { seconds: wholeOf('--seconds', seconds, 1, testSecondsMost) };
  return { pulses: pulses === undefined ? 20 : wholeOf('--pulses', pulses, 1, testPulsesMost) };
}

function listOf(text: string | undefined): string[] | null {
  return text === undefined
    ? null
    : text
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '');
}
