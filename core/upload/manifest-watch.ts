import type { Clock } from '../clock.ts';
import type { FailureCode } from '../contract/errors.ts';
import { askManifest } from './ask-manifest.ts';
import { afterLogin, afterTrouble, backoffMs, type Random } from './backoff.ts';
import { type KnownManifest, nothingKnown } from './manifest-facts.ts';
import type { Gateway } from './port.ts';

export type ManifestWatchPorts = {
  gateway: Pick<Gateway, 'manifest'>;
  refreshMs: number;
  clock: Clock;
  random: Random;
  /** After each fetch, whether or not it brought one. */
  onFetched(): void;
};

export type ManifestWatch = {
  /** The last good one stays while no newer one is to be had. */
  known(): KnownManifest;
  /** Now, or together with one that is under way. Never rejects: why there is none is in `known`. */
  fetch(): Promise<void>;
  /** Twice is once; nothing is told from here on. */
  stop(): Promise<void>;
};

/** Nothing is better before a person has done something. */
const needPeople: ReadonlySet<FailureCode> = new Set(['GATEWAY_LOGIN', 'GATEWAY_FORBIDDEN', 'GATEWAY_NO_MANIFEST', 'GATEWAY_TLS']);

/** Fetches the manifest at once, then again and again: as often as asked for, and after a failure less and less often. */
export function watchManifest({ gateway, refreshMs, clock, random, onFetched }: ManifestWatchPorts): ManifestWatch {
  const leaving = new AbortController();
  const { signal } = leaving;
  let known = nothingKnown;
  let failures = 0;
  let underWay: Promise<void> | null = null;
  let nextMs = clock.monotonicMs();
  let waking = new AbortController();
  const running = run();

  async function run(): Promise<void> {
    while (!signal.aborted) {
      waking = new AbortController();
      const pause = nextMs - clock.monotonicMs();
      await (pause > 0 ? clock.sleep(pause, waking.signal) : fetch());
    }
  }

  async function fetch(): Promise<void> {
    if (signal.aborted) return;
    underWay ??= fetchOnce().finally(() => {
      underWay = null;
    });
    await underWay;
  }

  async function fetchOnce(): Promise<void> {
    const next = await askManifest(gateway, clock, signal, known.fetched);
    if (signal.aborted) return;
    known = next;
    const { failure } = next;
    failures = failure === null ? 0 : failures + 1;
    const pause = failure === null ? refreshMs : backoffMs(failures, needPeople.has(failure.code) ? afterLogin : afterTrouble, random);
    nextMs = clock.monotonicMs() + pause;
    waking.abort(); // it may be sleeping until another time
    onFetched();
  }

  return {
    known: () => known,
    fetch,
    async stop() {
      leaving.abort();
      waking.abort();
      await Promise.all([running, underWay]);
    },
  };
}
