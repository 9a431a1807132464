import type { PulseFacts } from '../../contract/api.ts';
import type { Failure } from '../../contract/errors.ts';
import { fromFacts } from '../../pulses/pulse.ts';
import { pulsesRestarted } from '../sentences.ts';

/** Sees where the timing system begins its IDs again. A pulse of the past that is captured once more is no new run. */
export function createRestarts() {
  let newest: PulseFacts | null = null;

  return function seen(facts: PulseFacts): Failure | null {
    if (newest === null) {
      newest = facts;
      return null;
    }
    const [before, after] = [fromFacts(newest), fromFacts(facts)];
    if (after.timestampNs <= before.timestampNs) return null;
    const notice = after.pulseId < before.pulseId ? pulsesRestarted(newest, facts) : null;
    newest = facts;
    return notice;
  };
}
