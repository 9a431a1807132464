import { parseArgs } from 'node:util';
import { messageOf } from '../contract/errors.ts';
import { everyOf, type FaultWanted, faultOf, wholeOf, wrong } from './option-values.ts';

export type CliArguments = {
  /** null: the simulated facility. */
  settings: string | null;
  task: /** null: at the settings' own rate. */
    | { kind: 'schedule'; every: number | null; count: number | undefined }
    | { kind: 'pulse'; pulseId: string }
    | { kind: 'range'; from: string; to: string; by: 'id' | 'time' };
  out: string | null;
  /** Where the screens are served; 0: any free port; null: nowhere. */
  port: number | null;
  json: boolean;
  /** Commands are read from standard input. */
  commands: boolean;
  /** Ends with its standard input: whoever started it is gone. */
  whileInput: boolean;
  /** The settings are only checked, with the Gateway's manifest; also as the first word, `check`. */
  check: boolean;
  faults: FaultWanted[];
  help: boolean;
};

export const usage = `Captures laser pulses into verified HDF5 files.

  npm start                                        the simulated facility, a pulse every few seconds
  npm run exporter -- --settings f.json            as the settings say, until Ctrl-C
  npm run exporter -- check --settings f.json      what the settings hold, and which channels the Gateway would take
  npm run exporter -- report --settings f.json     did yesterday arrive? (report --help)
  npm run exporter -- test-capture --settings f.json   a trial of devices during commissioning (test-capture --help)
  npm run exporter -- keys --out NAME              a pair of keys for the exporter NAME of a group

  --settings FILE     settings (samples: assets/settings); without it: --simulate
  --check             the same as check
  --simulate          the simulated facility instead of settings
  --pulses N          the next N pulses of the schedule, then end
  --every S           seconds between pulses, instead of the settings' schedule
  --pulse ID          one pulse by its ID
  --from T --to T     all pulses of a range: pulse IDs, or times as 2026-11-22T10:00:00Z
  --out DIR           data folder, instead of the settings'
  --fault NAME[:DEV]  simulated facility: switch a fault on, of a device or of the Gateway's channel (may be repeated)
  --port N            screens in a browser of this machine, at this port (0: any free one)
  --screens           the same as --port 0; --no-screens leaves them out of npm start
  --json              one fact a line, as JSON
  --commands          commands as lines of JSON on standard input (README, "Steer it")
  --while-input       end in good order when standard input ends, with whoever started it
  --help              this text

Exit code: 0 every capture complete (or every channel taken, by check), 1 not, 2 settings or arguments wrong.`;

/** Throws BAD_REQUEST with what is wrong and what is possible. */
export function parseArguments(args: readonly string[]): CliArguments {
  const values = parse(args[0] === 'check' ? ['--check', ...args.slice(1)] : args);
  if (values.settings === undefined && values.simulate !== true && values.help !== true)
    throw wrong('Give --settings FILE, or --simulate for the simulated facility.');
  if (values.settings !== undefined && values.simulate === true) throw wrong('--settings and --simulate exclude each other.');
  return {
    settings: values.settings ?? null,
    task: taskOf(values),
    out: values.out ?? null,
    port: portOf(values),
    json: values.json === true,
    commands: values.commands === true,
    whileInput: values['while-input'] === true,
    check: values.check === true,
    faults: (values.fault ?? []).map(faultOf),
    help: values.help === true,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        ...{ settings: { type: 'string' }, simulate: { type: 'boolean' }, pulses: { type: 'string' }, every: { type: 'string' } },
        ...{ pulse: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, out: { type: 'string' } },
        ...{
          fault: { type: 'string', multiple: true },
          json: { type: 'boolean' },
          commands: { type: 'boolean' },
          'while-input': { type: 'boolean' },
          port: { type: 'string' },
          screens: { type: 'boolean' },
          check: { type: 'boolean' },
          help: { type: 'boolean', short: 'h' },
        },
      },
    }).values;
  } catch (error) {
    throw wrong(`${messageOf(error)}. --help lists the options.`);
  }
}

type Values = ReturnType<typeof parse>;

function taskOf({ pulse, from, to, pulses, every }: Values): CliArguments['task'] {
  if ((from === undefined) !== (to === undefined)) throw wrong('--from and --to belong together.');
  if ([pulse, from, pulses ?? every].filter((given) => given !== undefined).length > 1)
    throw wrong('--pulse, --from/--to and --pulses/--every exclude each other.');
  if (pulse !== undefined) return { kind: 'pulse', pulseId: pulseId('--pulse', pulse) };
  if (from !== undefined && to !== undefined) return rangeOf(from, to);
  return {
    kind: 'schedule',
    every: every === undefined ? null : everyOf(every),
    count: pulses === undefined ? undefined : wholeOf('--pulses', pulses, 1, Number.MAX_SAFE_INTEGER),
  };
}

function portOf({ port, screens }: Values): number | null {
  if (screens === false) return null;
  if (port !== undefined) return wholeOf('--port', port, 0, 65_535);
  return screens === true ? 0 : null;
}

function rangeOf(from: string, to: string): CliArguments['task'] {
  if (/^\d+$/.test(from) && /^\d+$/.test(to)) return { kind: 'range', from: pulseId('--from', from), to: pulseId('--to', to), by: 'id' };
  return { kind: 'range', from: nanoseconds('--from', from), to: nanoseconds('--to', to), by: 'time' };
}

function nanoseconds(option: string, text: string): string {
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || !/(Z|[+-]\d\d:?\d\d)$/.test(text))
    throw wrong(`${option} needs a pulse ID, or a time with its zone such as 2026-11-22T10:00:00Z, not "${text}".`);
  return String(BigInt(ms) * 1_000_000n);
}

function pulseId(option: string, text: string): string {
  if (!/^\d{1,20}$/.test(text) || BigInt(text) >= 2n ** 64n)
    throw wrong(`${option} needs a pulse ID, a whole number below 2^64, not "${text}".`);
  return text;
}
