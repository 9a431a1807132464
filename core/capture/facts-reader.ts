import type { Metadata } from '../contract/api.ts';
import { type Failure, failure, toFailure } from '../contract/errors.ts';
import type { FactsFound } from '../pulses/facts.ts';
import type { Pulse } from '../pulses/pulse.ts';

export type FactsRead = { metadata: Metadata; failure: Failure | null };

export type FactsReader = {
  /** Never fails: readings are worth keeping even if a fact of the pulse is not to be had. The failure says what was written instead. */
  read(pulse: Pulse, signal: AbortSignal): Promise<FactsRead>;
  /** From the next pulse on; goes before what is read. */
  set(metadata: Metadata): void;
  /** As set by a person; null where it is to be read. */
  fixed(): Metadata | null;
};

const unknown = 'unknown';

/** Active area and experiment as set by a person, else each as read at the pulse, else as last read, else "unknown". */
export function createFactsReader(readFacts: (pulse: Pulse, signal: AbortSignal) => Promise<FactsFound>): FactsReader {
  let fixed: Metadata | null = null;
  let last: Metadata = { activeArea: unknown, activeExperiment: unknown };
  return {
    async read(pulse, signal) {
      if (fixed !== null) return { metadata: fixed, failure: null };
      const found = await readFacts(pulse, signal).catch(foundNone);
      last = {
        activeArea: found.activeArea.ok ? found.activeArea.value : last.activeArea,
        activeExperiment: found.activeExperiment.ok ? found.activeExperiment.value : last.activeExperiment,
      };
      return { metadata: last, failure: missedFact(found, last) };
    },
    set(metadata) {
      fixed = metadata;
    },
    fixed: () => fixed,
  };
}

function foundNone(error: unknown): FactsFound {
  const failed = { ok: false, failure: toFailure(error) } as const;
  return { activeArea: failed, activeExperiment: failed };
}

function missedFact(found: FactsFound, written: Metadata): Failure | null {
  const missed = [found.activeArea, found.activeExperiment].flatMap((fact) => (fact.ok ? [] : [fact.failure]));
  const [first] = missed;
  if (first === undefined) return null;
  const why = [...new Set(missed.map(({ message }) => message))].join(' ');
  const instead = `Area "${written.activeArea}" and experiment "${written.activeExperiment}" were written.`;
  return failure(first.code, `${why} ${instead}`, first.facts);
}
