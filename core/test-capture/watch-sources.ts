import type { Clock } from '../clock.ts';
import { messageOf } from '../contract/errors.ts';
import { testChannelsMost } from '../contract/test-capture.ts';
import type { Observation, ObserveCursor } from '../intake/observe.ts';
import type { Intake } from '../intake/port.ts';
import { placeOf, type TestPlan } from './plan-test.ts';
import { addTo, isOf, isOfSource, newTally, type Tally } from './tally.ts';

export type WatchPorts = { intake: Pick<Intake, 'observe'>; clock: Clock; note(sentence: string): void };

export type Watch = {
  /** What comes from then on is seen; resolves also where nothing can be asked. */
  begun: Promise<void>;
  /** Resolves when everything that stood there at the time of the call was looked at, or the signal is aborted. */
  caughtUp(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
};

const topicsEveryMs = 250;
/** Each PV is a request to the Archiver, which writes some seconds late anyway. */
const pvsEveryMs = 2000;

/** Everything that comes on the topics and PVs of the plan, put to its tallies, until it is stopped. */
export function watchSources({ tallies, topics, pvs, everythingOn }: TestPlan, { intake, clock, note }: WatchPorts): Watch {
  const over = new AbortController();
  const begun = Promise.withResolvers<void>();
  const index = Map.groupBy(tallies, ({ source }) =>
    placeOf({ kind: source.kind, name: source.kind === 'kafka' ? source.topic : source.pv }),
  );
  let whole = Promise.withResolvers<void>();
  let cursor: ObserveCursor | null = null;
  let pvsMs = Number.NEGATIVE_INFINITY;
  /** Sooner than they are due: somebody waits for all. */
  let isAsked = false;

  async function look(): Promise<{ isMore: boolean }> {
    const isDue = isAsked || clock.monotonicMs() - pvsMs >= pvsEveryMs;
    if (isDue) pvsMs = clock.monotonicMs();
    const { observations, troubles, isMore, ...observed } = await intake.observe({ topics, pvs: isDue ? pvs : [], cursor }, over.signal);
    cursor = observed.cursor;
    for (const sentence of troubles) note(sentence);
    for (const each of observations) for (const tally of talliesOf(each)) addTo(tally, each);
    return { isMore };
  }

  function talliesOf(each: Observation): Tally[] {
    const on = index.get(placeOf(each)) ?? [];
    if (each.sourceName !== null && everythingOn.has(placeOf(each))) tellApart(on, each.name, each.sourceName);
    return on.filter((tally) => isOf(tally, each));
  }

  /** Of a topic that is looked at as a whole, each source has a tally of its own once there are several, also those that the settings do not know. */
  function tellApart(on: Tally[], topic: string, sourceName: string): void {
    const whole = on.find(({ settings, source }) => settings === null && source.sourceName === undefined);
    if (
      whole === undefined ? on.some((tally) => isOfSource(tally, sourceName)) : whole.firstNamed === null || whole.firstNamed === sourceName
    )
      return;
    if (whole !== undefined && whole.firstNamed !== null) whole.source = { kind: 'kafka', topic, sourceName: whole.firstNamed };
    if (tallies.length >= testChannelsMost) {
      note(`Topic ${topic} carries more sources than can be looked at: ${testChannelsMost} channels are the most.`);
      return;
    }
    const tally = newTally({
      channel: `${topic}: ${sourceName}`,
      device: null,
      settings: null,
      source: { kind: 'kafka', topic, sourceName },
    });
    tallies.push(tally);
    on.push(tally);
  }

  async function looking(): Promise<void> {
    while (!over.signal.aborted) {
      const ended = isAsked ? whole : null;
      const found = await look().catch((error: unknown) => {
        if (!over.signal.aborted) note(messageOf(error));
        return { isMore: false };
      });
      begun.resolve();
      if (found.isMore) continue;
      ended?.resolve();
      await clock.sleep(topicsEveryMs, over.signal);
    }
  }

  const running = looking();
  return {
    begun: begun.promise,
    async caughtUp(signal) {
      whole = Promise.withResolvers<void>();
      isAsked = true;
      const onAbort = () => whole.resolve();
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();
      await whole.promise;
      signal.removeEventListener('abort', onAbort);
      isAsked = false;
    },
    async stop() {
      over.abort();
      await running;
    },
  };
}
