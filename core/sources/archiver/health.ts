import { type Clock, isoTime } from '../../clock.ts';
import type { SourceState } from '../../contract/api.ts';
import type { Failure, FailureCode } from '../../contract/errors.ts';
import type { SourceListener } from '../port.ts';

/** What the requests of one collection say of the Archiver as a whole. */
export type Health = { answered(): void; failed(failure: Failure): void };

/**
 * Tells when the Archiver comes and goes, and when what is wrong with it becomes something else. One slow PV among many that answer says nothing of the whole: only a collection in which nothing has been
 * answered yet makes it unreachable; its first answer makes it reachable.
 */
export function createHealthOf(listener: SourceListener, clock: Clock, host: string): () => Health {
  let state: SourceState = 'unknown';
  let code: FailureCode | null = null;

  function change(next: SourceState, sentence: string, failure: Failure | null): void {
    if (state === next && code === (failure?.code ?? null)) return;
    state = next;
    code = failure?.code ?? null;
    listener.stateChanged({ source: 'archiver', state, sentence, failure, since: isoTime(clock) });
  }

  return () => {
    let answeredOnce = false;
    let told = false;
    function answered(): void {
      answeredOnce = true;
      change('reachable', `The Archiver at ${host} answers.`, null);
    }
    return {
      answered,
      failed(failure) {
        if (failure.code === 'STOPPED') return;
        if (failure.code === 'PV_UNKNOWN') answered();
        else if (!answeredOnce && !told) {
          told = true; // many PVs fail at once, and not all in the same way
          change('unreachable', failure.message, failure);
        }
      },
    };
  };
}
