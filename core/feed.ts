import type { CaptureCells, EventListener, ExporterEvent, ExporterState } from './contract/api.ts';
import { initialState, reduce } from './contract/state.ts';

/** Decided channels go out in batches, at most ten a second, so that 1,500 of them don't flood a screen. */
const batchMs = 100;

export type Feed = {
  emit(event: ExporterEvent): void;
  /** Calls back with a snapshot first; returns its stop. A listener that throws is only left out of that one event. */
  subscribe(listener: EventListener): () => void;
  state(): ExporterState;
  /** Sends what is waiting. */
  flush(): void;
};

/**
 * The one event stream: state is folded from it here just as on every screen. `recalled`: captures of earlier runs, newest first, so that a person sees them after a
 * start.
 */
export function createFeed(recalled: readonly CaptureCells[] = [], onListenerError: (error: unknown) => void = () => undefined): Feed {
  const listeners = new Set<EventListener>();
  const waiting = new Map<string, Extract<ExporterEvent, { type: 'channels/decided' }>['outcomes']>();
  let timer: NodeJS.Timeout | undefined;
  let state: ExporterState = { ...initialState, captures: [...recalled] };

  function emit(event: ExporterEvent): void {
    if (event.type === 'channels/decided') {
      waiting.set(event.captureId, [...(waiting.get(event.captureId) ?? []), ...event.outcomes]);
      timer ??= setTimeout(flush, batchMs);
      return;
    }
    flush(); // a capture's end never overtakes what was decided in it
    send(event);
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const batches = [...waiting];
    waiting.clear();
    for (const [captureId, outcomes] of batches) send({ type: 'channels/decided', captureId, outcomes });
  }

  function send(event: ExporterEvent): void {
    state = reduce(state, event);
    for (const listener of listeners) tell(listener, event);
  }

  function tell(listener: EventListener, event: ExporterEvent): void {
    try {
      listener(event);
    } catch (error) {
      onListenerError(error);
    }
  }

  return {
    emit,
    flush,
    state: () => state,
    subscribe(listener) {
      flush();
      listeners.add(listener);
      tell(listener, { type: 'snapshot', state });
      return () => listeners.delete(listener);
    },
  };
}
