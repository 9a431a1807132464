import type { Clock } from '../clock.ts';
import { ExporterError } from '../contract/errors.ts';
import type { Token } from './token.ts';

export type Session = {
  /** A token that should still be good, after a login where there is none. Callers at the same moment share one login. */
  token(signal: AbortSignal): Promise<Token>;
  /** The Gateway does not take this one any more. */
  forget(token: Token): void;
};

/** Part of a token's life in which it is not used any more, so that it does not expire on the way. */
const marginPart = 0.1;
const longestMarginMs = 30_000;

/** `login` gets a signal that ends when nobody waits for it any more. Time is monotonic, so that a clock that is set does not expire anything. */
export function createSession(login: (signal: AbortSignal) => Promise<Token>, clock: Pick<Clock, 'monotonicMs'>): Session {
  let held: { token: Token; goodUntilMs: number } | null = null;
  let coming: { token: Promise<Token>; waiting: number; stop: AbortController } | null = null;

  function begin(): { token: Promise<Token>; waiting: number; stop: AbortController } {
    const stop = new AbortController();
    const begun = {
      stop,
      waiting: 0,
      token: login(stop.signal)
        .then((token) => {
          const life = token.lifetimeMs ?? Number.POSITIVE_INFINITY;
          held = { token, goodUntilMs: clock.monotonicMs() + life - Math.min(longestMarginMs, life * marginPart) };
          return token;
        })
        .finally(() => {
          if (coming === begun) coming = null;
        }),
    };
    coming = begun;
    return begun;
  }

  return {
    async token(signal) {
      if (held !== null && clock.monotonicMs() < held.goodUntilMs) return held.token;
      if (signal.aborted) throw stopped();
      const joined = coming ?? begin();
      joined.waiting++;
      const left = Promise.withResolvers<never>();
      const leave = (): void => {
        left.reject(stopped());
        joined.waiting--;
        if (joined.waiting > 0) return;
        if (coming === joined) coming = null;
        joined.stop.abort();
      };
      signal.addEventListener('abort', leave, { once: true });
      try {
        return await Promise.race([joined.token, left.promise]);
      } finally {
        signal.removeEventListener('abort', leave);
      }
    },
    forget(token) {
      if (held?.token === token) held = null;
    },
  };
}

function stopped(): ExporterError {
  return new ExporterError('STOPPED', 'Logging in to the Operations Gateway was stopped.');
}
