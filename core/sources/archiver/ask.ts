import type { Clock } from '../../clock.ts';
import { toFailure } from '../../contract/errors.ts';
import type { Pulse } from '../../pulses/pulse.ts';
import type { ArchiverClient } from './client.ts';
import type { Health } from './health.ts';
import { type Judgement, judge, type Verdict } from './judge.ts';
import { type ArchiverChannel, type Window, widerWindowOf, windowOf } from './questions.ts';

export type AskPorts = { client: Pick<ArchiverClient, 'getData'>; clock: Clock; health: Health };

/**
 * A sample can be asked for 9 to 65 ms after its time stamp (seen on a real appliance, median 20). Twice that and a little is allowed before a sample
 * stamped at or before the pulse counts as not there.
 */
const visibleAfterMs = 150;

/** Between looks for a sample that is not there yet: the median of the above first, then longer and longer. */
const pausesMs = [20, 40, 80, 150, 250, 400];

/**
 * A live capture is over when its settle time is, so a question gets no more time than is left; but the last one, asked just before, gets this. What it
 * misses by that is found by the look for late readings.
 */
const leastLimitMs = 500;

const mayPass = new Set(['ARCHIVER_UNREACHABLE', 'ARCHIVER_BUSY', 'ARCHIVER_TIMEOUT']);

/**
 * The answer for one channel. A pulse of the past (waitMs 0) is asked for once and at once. A live `last` is asked for once, when every sample before
 * the pulse can be seen. A live `nearest` is asked for until a sample at or after the pulse is there, which settles it, or the window has passed and a
 * sample fits, or the time is over. What may pass by itself (refused, busy, too slow) is tried once more while there is time: live only.
 */
export async function ask(ports: AskPorts, channel: ArchiverChannel, pulse: Pulse, waitMs: number, signal: AbortSignal): Promise<Verdict> {
  const { clock } = ports;
  const { match } = channel;
  const until = clock.monotonicMs() + waitMs;
  const begun = clock.monotonicMs();
  const repeats = match.kind === 'nearest' && waitMs > 0;
  const passedAfterMs = match.kind === 'nearest' ? match.toleranceMs + visibleAfterMs : 0;
  let known: Verdict | null = null;
  let triedAgain = false;

  for (let look = 0; ; look++) {
    if (waitMs > 0) await clock.sleep(Math.min(pause(look, repeats), Math.max(0, until - clock.monotonicMs())), signal);
    const limitMs = waitMs > 0 ? Math.max(leastLimitMs, until - clock.monotonicMs()) : Number.POSITIVE_INFINITY;
    const { verdict, settled } = await askOnce(ports, channel, pulse, limitMs, signal);
    const timeIsOver = clock.monotonicMs() >= until || signal.aborted;
    if (verdict.kind === 'unreachable') {
      if (known?.kind === 'reading') return known;
      if (timeIsOver || triedAgain || !mayPass.has(verdict.failure.code)) return verdict;
      triedAgain = true;
      continue;
    }
    if (!repeats || settled || timeIsOver) return verdict;
    if (verdict.kind === 'reading' && clock.monotonicMs() - begun >= passedAfterMs) return verdict;
    known = verdict;
  }
}

function pause(look: number, repeats: boolean): number {
  return repeats || look > 0 ? (pausesMs[look] ?? Math.max(...pausesMs)) : visibleAfterMs;
}

async function askOnce(
  { client, health }: AskPorts,
  channel: ArchiverChannel,
  pulse: Pulse,
  limitMs: number,
  signal: AbortSignal,
): Promise<Judgement> {
  const { pv } = channel.source;
  const wider = widerWindowOf(channel, pulse);
  try {
    let data = await getData(windowOf(channel, pulse));
    if (data.samples.length === 0 && wider !== null) data = await getData(wider);
    health.answered();
    return judge(channel, pulse, data);
  } catch (error) {
    const failure = toFailure(error);
    health.failed(failure);
    return { verdict: { kind: 'unreachable', failure }, settled: true };
  }

  function getData({ fromNs, toNs }: Window): ReturnType<ArchiverClient['getData']> {
    return client.getData(pv, fromNs, toNs, signal, limitMs);
  }
}
