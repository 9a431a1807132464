import type { Clock } from '../clock.ts';
import type { Metadata, MetadataSet } from '../contract/api.ts';
import { type Failure, failure, toFailure } from '../contract/errors.ts';
import type { FactsFound } from '../pulses/facts.ts';
import type { Pulse } from '../pulses/pulse.ts';
import type { Setup } from '../settings/schema.ts';

export type FactsRead = { metadata: Metadata; failure: Failure | null };

export type FactsReader = {
  /** Never fails: readings are worth keeping even if a fact of the pulse is not to be had. The failure says what was written instead. */
  read(pulse: Pulse, signal: AbortSignal): Promise<FactsRead>;
  /** The same, but when they have not answered after so long, with what was read last: an announcement must not wait for a slow Archiver. */
  readWithin(ms: number, pulse: Pulse, signal: AbortSignal): Promise<FactsRead>;
  /** From the next pulse on; goes before what is read. */
  set(metadata: MetadataSet): void;
  /** As set by a person; null where some of it is to be read. */
  fixed(): Metadata | null;
};

const unknown = 'unknown';

type FactsPorts = {
  readFacts(pulse: Pulse, signal: AbortSignal): Promise<FactsFound>;
  sleep: Clock['sleep'];
  /** Those that are the same for every pulse: for them nobody is asked, who might be busy. */
  settled(): MetadataSet;
};

/** Active area and experiment as set by a person, else each as settled or read at the pulse, else as last read, else "unknown". */
export function createFactsReader({ readFacts, sleep, settled }: FactsPorts): FactsReader {
  let set: MetadataSet = {};
  let last: Metadata = { activeArea: unknown, activeExperiment: unknown };

  return {
    read,
    async readWithin(ms, pulse, signal) {
      const over = new AbortController();
      const late = sleep(ms, AbortSignal.any([signal, over.signal])).then((): FactsRead => {
        const instead = `Area "${last.activeArea}" and experiment "${last.activeExperiment}" were announced.`;
        return { metadata: last, failure: failure('GROUP_TIMEOUT', `Area and experiment were not to be had within ${ms} ms. ${instead}`) };
      });
      try {
        return await Promise.race([read(pulse, signal), late]);
      } finally {
        over.abort();
      }
    },
    set(metadata) {
      set = metadata;
    },
    fixed: () => bothOf(set),
  };

  async function read(pulse: Pulse, signal: AbortSignal): Promise<FactsRead> {
    const known = { ...settled(), ...set };
    const fixed = bothOf(known);
    if (fixed !== null) return { metadata: fixed, failure: null };
    const found = withSet(await readFacts(pulse, signal).catch(foundNone), known);
    last = {
      activeArea: found.activeArea.ok ? found.activeArea.value : last.activeArea,
      activeExperiment: found.activeExperiment.ok ? found.activeExperiment.value : last.activeExperiment,
    };
    return { metadata: last, failure: missedFact(found, last) };
  }
}

function bothOf({ activeArea, activeExperiment }: MetadataSet): Metadata | null {
  return activeArea === undefined || activeExperiment === undefined ? null : { activeArea, activeExperiment };
}

function withSet(found: FactsFound, { activeArea, activeExperiment }: MetadataSet): FactsFound {
  return {
    activeArea: activeArea === undefined ? found.activeArea : { ok: true, value: activeArea },
    activeExperiment: activeExperiment === undefined ? found.activeExperiment : { ok: true, value: activeExperiment },
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

/** What the setup itself says of every pulse. */
export function settledFacts(facts: Setup['metadata'] | undefined): MetadataSet {
  const { activeArea: area, activeExperiment: experiment } = facts ?? {};
  return {
    ...(area?.kind === 'fixed' && { activeArea: area.value }),
    ...(experiment?.kind === 'fixed' && { activeExperiment: experiment.value }),
  };
}
