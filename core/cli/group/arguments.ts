import { parseArgs } from 'node:util';
import { messageOf } from '../../contract/errors.ts';
import { type Load, loads } from '../../simulation/facility.ts';
import { everyOf, type FaultWanted, faultOf, wholeOf, wrong } from '../option-values.ts';

export type GroupArguments = {
  followers: number;
  /** So many of the first may lead. */
  leaders: number;
  /** Seconds. */
  every: number;
  /** null: until Ctrl-C. */
  pulses: number | null;
  devices: number;
  load: Load;
  seed: number;
  folder: string;
  faults: FaultWanted[];
  help: boolean;
};

/** Of group.leaders in the settings. */
const mostLeaders = 8;

export const usage = `Runs a whole group of exporters with the simulated facility on this machine, each a process of its own.

  npm run group -- --followers 7

  --followers N       how many follow laser-1 (3, at most 31)
  --leaders N         how many may lead: laser-1, laser-2 … (2, at most ${mostLeaders})
  --every S           seconds between pulses (3)
  --pulses N          end after N pulses
  --devices N         how many devices the facility has (150)
  --load L            light: small pictures; standard: 84 MB a pulse (light)
  --seed N            which facility (1)
  --fault NAME[:DEV]  switch a fault on (may be repeated)
  --folder DIR        settings, files, journals and logs go here (local/group)
  --help              this text

While it runs, type one of these and Enter:

  k2                  kills laser-2 at once, as a power cut does; it is started again after 2 seconds
  s2                  laser-2 stands still for 10 seconds
  l2                  laser-2 becomes the leader
  p                   the plan: who has how many devices, and what they take

Ctrl-C ends all in good order, the leader last; a second Ctrl-C ends all at once. If this program is killed,
its exporters end by themselves: they run as long as it holds their standard input open.

Exit code: 0 every pulse complete, 1 not, 2 arguments wrong.`;

/** Throws BAD_REQUEST with what is wrong and what is possible. */
export function parseGroupArguments(args: readonly string[]): GroupArguments {
  const given = parse(args);
  const followers = wholeOf('--followers', given.followers ?? '3', 0, 31);
  const load = loads.find((each) => each === (given.load ?? 'light'));
  if (load === undefined) throw wrong(`--load is ${loads.join(' or ')}, not "${given.load}".`);
  return {
    followers,
    leaders:
      given.leaders === undefined
        ? Math.min(2, followers + 1)
        : wholeOf('--leaders', given.leaders, 1, Math.min(mostLeaders, followers + 1)),
    every: everyOf(given.every ?? '3'),
    pulses: given.pulses === undefined ? null : wholeOf('--pulses', given.pulses, 1, Number.MAX_SAFE_INTEGER),
    devices: wholeOf('--devices', given.devices ?? '150', 1, 3000),
    load,
    seed: wholeOf('--seed', given.seed ?? '1', 0, Number.MAX_SAFE_INTEGER),
    folder: given.folder ?? 'local/group',
    faults: (given.fault ?? []).map(faultOf),
    help: given.help === true,
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ followers: text, leaders: text, every: text, pulses: text, devices: text, load: text, seed: text, folder: text },
        ...{ fault: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
      },
    }).values;
  } catch (error) {
    throw wrong(`${messageOf(error)}. --help lists the options.`);
  }
}
