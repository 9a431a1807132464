import { type Clock, isoTime } from '../../clock.ts';
import type { SourceState } from '../../contract/api.ts';
import type { Failure } from '../../contract/errors.ts';
import type { SourceListener } from '../port.ts';

/** What the requests of one collection say of the Archiver as a whole. */
export type Health = { answered(): void; failed(failure: Failure): void };

/**
 * Tells when the Archiver comes and goes. One slow PV among many that answer says nothing of the whole: only a collection in which nothing has been
 * answered yet makes it unreachable; its first answer makes it reachable.
 */
export function createHealthOf(listener: SourceListener, clock: Clock, host: string): () => Health {
  let state: SourceState = 'unknown';

  function change(next: SourceState, sentence: string, failure: Failure | null): void {
    if (state === next) return;
    state = next;
    listener.stateChanged({ source: 'archiver', state, sentence, failure, since: isoTime(clock) });
  }

  return () => {
    let answeredOnce = false;
    function answered(): void {
      answeredOnce = true;
      change('reachable', `The Archiver at ${host} answers.`, null);
    }
    return {
      answered,
      failed(failure) {
        if (failure.code === 'STOPPED') return;
        if (failure.code === 'PV_UNKNOWN') answered();
        else if (!answeredOnce) change('unreachable', failure.message, failure);
      },
    };
  };
}
