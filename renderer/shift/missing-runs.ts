import type { MissingPulse } from '../../core/contract/report.ts';

/** Pulses one after the other that lack the same for the same reason; `first` tells what. */
export type MissingRun = { first: MissingPulse; last: MissingPulse; pulses: number };

/** A camera that was off for an hour is one line of the logbook, not sixty. */
export function missingRuns(missing: readonly MissingPulse[]): MissingRun[] {
  const runs: MissingRun[] = [];
  for (const pulse of missing) {
    const run = runs.at(-1);
    if (run === undefined || whyOf(run.first) !== whyOf(pulse)) runs.push({ first: pulse, last: pulse, pulses: 1 });
    else runs.splice(-1, 1, { ...run, last: pulse, pulses: run.pulses + 1 });
  }
  return runs;
}

/** In whatever order the reasons came. */
function whyOf({ reasons }: MissingPulse): string {
  return reasons
    .map(({ stage, code, what, channelCount }) => `${stage} ${code} ${what} ${channelCount}`)
    .sort()
    .join('; ');
}
