/** Why we ended a request ourselves. */
export type Ended = 'time' | 'stop';

export type Limit = {
  signal: AbortSignal;
  ended(): Ended | null;
  /** Something moved: the time begins anew. */
  refresh(): void;
  /** Lets go of timer and signal. */
  done(): void;
};

/** Ends a request at the caller's signal, or when nothing has moved for `ms`. */
export function createLimit(outer: AbortSignal, ms: number): Limit {
  const inner = new AbortController();
  let ended: Ended | null = null;
  const end = (why: Ended): void => {
    ended ??= why;
    inner.abort();
  };
  const stop = (): void => end('stop');
  const timer = setTimeout(end, ms, 'time');
  outer.addEventListener('abort', stop, { once: true });
  if (outer.aborted) stop();
  return {
    signal: inner.signal,
    ended: () => ended,
    refresh: () => void timer.refresh(),
    done() {
      clearTimeout(timer);
      outer.removeEventListener('abort', stop);
    },
  };
}
