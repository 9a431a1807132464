import type { Clock } from '../../clock.ts';
import { isoTime } from '../../clock.ts';
import type { SourceFacts } from '../../contract/api.ts';
import type { Failure } from '../../contract/errors.ts';

/** Tells of Kafka's coming and going, once each. */
export function watchReachability(clock: Clock, tell: (facts: SourceFacts) => void) {
  let state: SourceFacts['state'] = 'unknown';
  const change = (to: SourceFacts['state'], sentence: string, failure: Failure | null) => {
    if (state === to) return;
    state = to;
    tell({ source: 'kafka', state, sentence, failure, since: isoTime(clock) });
  };
  return {
    answered: () => change('reachable', 'Kafka answers.', null),
    failed: (failure: Failure) => change('unreachable', failure.message, failure),
  };
}
export type Reachability = ReturnType<typeof watchReachability>;
