import type { CaptureVerdict } from '../contract/api.ts';
import type { GroupPulse } from '../contract/group.ts';
import { counted } from '../contract/words.ts';

const verdicts = ['complete', 'partial', 'empty', 'failed'] as const satisfies readonly CaptureVerdict[];

/** A verdict improves soon or never; of older pulses only the count is kept. */
const recentMost = 1000;

export type PulseTally = {
  count(pulse: GroupPulse): void;
  any(): boolean;
  allComplete(): boolean;
  sentence(): string;
};

/** What became of the pulses of a group in one run of its leader. */
export function createPulseTally(): PulseTally {
  const ended: Record<CaptureVerdict, number> = { complete: 0, partial: 0, empty: 0, failed: 0 };
  const recent = new Map<string, CaptureVerdict | null>();
  let open = 0;

  function all(): number {
    return open + verdicts.reduce((sum, verdict) => sum + ended[verdict], 0);
  }

  function add(verdict: CaptureVerdict | null, by: 1 | -1): void {
    if (verdict === null) open += by;
    else ended[verdict] += by;
  }

  return {
    count({ pulse, verdict }) {
      const key = `${pulse.timestampNs} ${pulse.pulseId}`;
      const before = recent.get(key);
      if (before !== undefined) add(before, -1);
      add(verdict, 1);
      recent.set(key, verdict);
      const [oldest] = recent.keys();
      if (recent.size > recentMost && oldest !== undefined) recent.delete(oldest);
    },
    any: () => all() > 0,
    allComplete: () => all() === ended.complete,
    sentence() {
      const counts = verdicts.flatMap((verdict) => (ended[verdict] === 0 ? [] : [`${ended[verdict]} ${verdict}`]));
      const left = open === 0 ? '' : ` ${counted(open, 'pulse')} without a verdict yet: whoever leads next takes them up.`;
      return `${counted(all(), 'pulse')} over the whole group${counts.length === 0 ? '' : `: ${counts.join(', ')}`}.${left}`;
    },
  };
}
