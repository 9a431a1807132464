import { type Clock, systemClock } from '../../clock.ts';
import { failure, toFailure } from '../../contract/errors.ts';
import type { ArchiverSettings } from '../../settings/sources.ts';
import type { Answer, CollectRequest, Source, SourceListener } from '../port.ts';
import { ask } from './ask.ts';
import { type ArchiverClient, createArchiverClient } from './client.ts';
import { clearUp, type Doubt } from './doubts.ts';
import { createHealthOf } from './health.ts';
import type { Verdict } from './judge.ts';
import { isArchiverChannel, type Question, toQuestions } from './questions.ts';

export type ArchiverSourceOptions = {
  settings: ArchiverSettings;
  listener: SourceListener;
  clock?: Clock;
  /** To share connections with those who ask for pulses and metadata; then it is theirs to close. */
  client?: ArchiverClient;
};

/** A capture is not held up longer than this to learn why a PV is quiet. */
const statusLimitMs = 1500;

/** Readings from the EPICS Archiver Appliance, one question for each PV over a bounded number of connections. */
export function createArchiverSource({ settings, listener, clock = systemClock, client: shared }: ArchiverSourceOptions): Source {
  const client = shared ?? createArchiverClient(settings);
  const healthOf = createHealthOf(listener, clock, new URL(settings.retrievalUrl).host);
  const explains = settings.managementUrl !== undefined;

  async function* collect({ pulse, channels, waitMs }: CollectRequest, signal: AbortSignal): AsyncGenerator<Answer[]> {
    const ended = new AbortController();
    const stop = AbortSignal.any([signal, ended.signal]);
    const questions = toQuestions(channels.filter(isArchiverChannel));
    const ports = { client, clock, health: healthOf() };
    let ready: Answer[] = channels.filter((channel) => !isArchiverChannel(channel)).map(({ name }) => notOurs(name));
    const doubts: Doubt[] = [];
    let unanswered = questions.length;
    let news = Promise.withResolvers<void>();
    const tell = (): void => news.resolve();
    stop.addEventListener('abort', tell);
    const work = questions.map(answer);

    try {
      while (!signal.aborted && (unanswered > 0 || ready.length > 0)) {
        if (ready.length === 0) await news.promise;
        news = Promise.withResolvers();
        const batch = ready;
        ready = [];
        if (batch.length > 0) yield batch;
      }
      await Promise.all(work); // after an abort, a sample found before it is still handed over
      const left = [...ready, ...(await clearedUp())];
      if (left.length > 0) yield left;
    } finally {
      ended.abort();
      stop.removeEventListener('abort', tell);
      await Promise.all(work);
    }

    async function answer({ channel, names }: Question): Promise<void> {
      const patience = waitMs > 0 ? (channel.settleMs ?? waitMs) : 0;
      const verdict = await ask(ports, channel, pulse, patience, stop).catch(
        (error: unknown): Verdict => ({ kind: 'unreachable', failure: toFailure(error) }),
      );
      unanswered--;
      const stopped = verdict.kind === 'unreachable' && verdict.failure.code === 'STOPPED';
      for (const name of stopped ? [] : names) {
        const named = toAnswer(verdict, name);
        if (explains && (named.kind === 'absent' || named.kind === 'stale')) doubts.push({ answer: named, pv: channel.source.pv });
        else ready.push(named);
      }
      tell();
    }

    async function clearedUp(): Promise<Answer[]> {
      if (doubts.length === 0 || signal.aborted) return doubts.map((doubt) => doubt.answer);
      return await clearUp(client, doubts, waitMs > 0 ? null : pulse, Math.min(settings.timeoutMs, statusLimitMs), stop);
    }
  }

  return {
    collect,
    release() {}, // values are their own memory
    close: async () => {
      if (shared === undefined) await client.close();
    },
  };
}

function toAnswer(verdict: Verdict, channel: string): Answer {
  if (verdict.kind !== 'unreachable' && verdict.kind !== 'undecodable') return { ...verdict, channel };
  return { ...verdict, channel, failure: { ...verdict.failure, message: `${channel}: ${verdict.failure.message}` } };
}

function notOurs(channel: string): Answer {
  return {
    kind: 'unreachable',
    channel,
    failure: failure('INTERNAL', `${channel} is no channel of the Archiver, but was asked for there.`),
  };
}
