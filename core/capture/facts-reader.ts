import type { Metadata } from '../contract/api.ts';
import { type Failure, failure, toFailure } from '../contract/errors.ts';
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

const unknown: Metadata = { activeArea: 'unknown', activeExperiment: 'unknown' };

/** Active area and experiment as set by a person, else as read at the pulse, else as last read, else "unknown". */
export function createFactsReader(readFacts: (pulse: Pulse, signal: AbortSignal) => Promise<Metadata>): FactsReader {
  let fixed: Metadata | null = null;
  let last: Metadata | null = null;
  return {
    async read(pulse, signal) {
      if (fixed !== null) return { metadata: fixed, failure: null };
      try {
        last = await readFacts(pulse, signal);
        return { metadata: last, failure: null };
      } catch (error) {
        const { code, message, facts } = toFailure(error);
        const instead = last ?? unknown;
        const said = `${message} Instead, area "${instead.activeArea}" and experiment "${instead.activeExperiment}" were written.`;
        return { metadata: instead, failure: failure(code, said, facts) };
      }
    },
    set(metadata) {
      fixed = metadata;
    },
    fixed: () => fixed,
  };
}
