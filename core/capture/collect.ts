import type { ChannelOutcome } from '../contract/api.ts';
import type { OpenFile } from '../hdf5/port.ts';
import type { Pulse } from '../pulses/pulse.ts';
import type { Answer, Source } from '../sources/port.ts';
import type { Reading } from '../sources/reading.ts';
import { decide, refusedOutcome, stoppedOutcome } from './decide.ts';
import type { ExpectedChannel } from './expected.ts';

export type CollectWork = {
  source: Source;
  pulse: Pulse;
  expected: readonly ExpectedChannel[];
  waitMs: number;
  /** Called once, with the first reading that is to be written. */
  openFile(): Promise<OpenFile>;
  onDecided(outcomes: readonly ChannelOutcome[]): void;
};

export type Collected = { outcomes: ChannelOutcome[]; file: OpenFile | null; collectMs: number };

/**
 * Asks the source for every channel and hands each reading to the file as soon as it is decided. A reading's memory goes back to the source when it
 * is written: so the source waits when the disk is slow. When the signal is aborted it ends with what it has. A file that fails ends it with that error.
 */
export async function collect(work: CollectWork, signal: AbortSignal): Promise<Collected> {
  const waiting = new Map(work.expected.map((expected) => [expected.channel.name, expected]));
  const outcomes: ChannelOutcome[] = [];
  const writes: Promise<void>[] = [];
  const failed = new AbortController();
  const startedAt = performance.now();
  let opening: Promise<OpenFile> | undefined;
  let trouble: { error: unknown } | undefined;

  const request = { pulse: work.pulse, channels: work.expected.map(({ channel }) => channel), waitMs: work.waitMs };
  try {
    for await (const answers of work.source.collect(request, AbortSignal.any([signal, failed.signal]))) settle(answers);
  } catch (error) {
    trouble ??= { error }; // its thread has died: the file must not stay open
  }
  const collectMs = performance.now() - startedAt;
  await Promise.all(writes);
  if (trouble !== undefined) {
    await opening?.then((file) => file.abandon()).catch(() => undefined); // the first error is the one that is told
    throw trouble.error;
  }
  report([...waiting.values()].map(stoppedOutcome));
  return { outcomes, file: opening === undefined ? null : await opening, collectMs };

  function settle(answers: readonly Answer[]): void {
    const decided: ChannelOutcome[] = [];
    for (const answer of answers) {
      const expected = waiting.get(answer.channel);
      if (expected === undefined) continue; // a source that answers twice does not change what was decided
      waiting.delete(answer.channel);
      const { take, outcome } = decide(expected, work.pulse, answer);
      if (take !== null) writes.push(write(expected, take, outcome));
      else {
        decided.push(outcome);
        if (answer.kind === 'stale') work.source.release(answer.reading.slots);
      }
    }
    report(decided);
  }

  async function write(expected: ExpectedChannel, reading: Reading, outcome: ChannelOutcome): Promise<void> {
    try {
      opening ??= work.openFile();
      const written = await (await opening).write(expected.channel, reading);
      report([written.ok ? { ...outcome, tookMs: written.tookMs } : refusedOutcome(outcome, written.code, written.failure)]);
    } catch (error) {
      trouble ??= { error };
      failed.abort();
    } finally {
      work.source.release(reading.slots);
    }
  }

  function report(decided: readonly ChannelOutcome[]): void {
    if (decided.length === 0) return;
    outcomes.push(...decided);
    work.onDecided(decided);
  }
}
