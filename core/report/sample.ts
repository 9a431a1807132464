import type { Expected } from './fate.ts';

/** Pulses in doubt, and as many spread over the range. */
const sampleMost = 50;

export type Sample = {
  offer(expected: Expected): void;
  /** Those in doubt first, each once. `sentence` says which. */
  chosen(): { pulses: Expected[]; sentence: string };
};

/** Evenly spread over however many there are, and bounded while they are counted: every n-th, n doubling. */
export function createSample(most = sampleMost): Sample {
  const doubts: Expected[] = [];
  let spread: Expected[] = [];
  let step = 1;
  let offered = 0;
  let doubtful = 0;

  return {
    offer(expected) {
      if (expected.inDoubt) {
        doubtful += 1;
        if (doubts.length < most) doubts.push(expected);
      }
      if (offered % step === 0) {
        if (spread.length === 2 * most) {
          spread = spread.filter((_, at) => at % 2 === 0);
          step *= 2;
        }
        if (offered % step === 0) spread.push(expected);
      }
      offered += 1;
    },
    chosen() {
      const even = evenly(spread, most).filter((each) => !doubts.includes(each));
      const pulses = [...doubts, ...even];
      if (pulses.length === offered) return { pulses, sentence: 'All of them were asked for.' };
      const inDoubt = doubtful === 0 ? '' : `${doubts.length} of ${doubtful} in doubt, and `;
      return { pulses, sentence: `Asked for: ${inDoubt}${even.length} spread over the range.` };
    },
  };
}

/** The first and the last among them. */
function evenly<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  const places = new Set(Array.from({ length: most }, (_, n) => Math.round((n * (all.length - 1)) / Math.max(1, most - 1))));
  return all.filter((_, at) => places.has(at));
}
