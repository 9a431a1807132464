import type { CaptureStep, ChannelOutcome, Metadata, PhaseTimes } from '../contract/api.ts';
import { type Failure, toFailure } from '../contract/errors.ts';
import type { RecordFacts } from '../contract/uploads.ts';
import { pathFor } from '../hdf5/path.ts';
import type { FileWriter, OpenFile } from '../hdf5/port.ts';
import type { CaptureEnd } from '../journal/port.ts';
import type { Pulse } from '../pulses/pulse.ts';
import type { Hdf5Settings } from '../settings/schema.ts';
import type { Source } from '../sources/port.ts';
import { collect } from './collect.ts';
import type { ExpectedChannel } from './expected.ts';
import { expectedOf, verdictOf } from './verdict.ts';

export type CaptureWork = {
  pulse: Pulse;
  attempt: number;
  waitMs: number;
  metadata: Metadata;
  /** Fractional digits of the file's timestamp. */
  digits: RecordFacts['digits'];
  expected: readonly ExpectedChannel[];
  skipped: readonly ChannelOutcome[];
  exporter: { name: string; version: string };
  dataFolder: string;
  hdf5: Hdf5Settings;
};

export type CapturePorts = {
  source: Source;
  writer: FileWriter;
  /** Answered when it is safe to go on: the journal has it. */
  step(step: CaptureStep, file?: string): Promise<void>;
  onDecided(outcomes: readonly ChannelOutcome[]): void;
  joinPath(folder: string, relative: string): string;
};

/** One capture from collecting to its verified file. Never throws: what goes wrong is in its end, with nothing of a file left behind. */
export async function runCapture(work: CaptureWork, ports: CapturePorts, signal: AbortSignal): Promise<Omit<CaptureEnd, 'at'>> {
  const file = pathFor(work.pulse, work.exporter.name, work.attempt);
  const startedAt = performance.now();
  const since = () => performance.now() - startedAt;
  const decided: ChannelOutcome[] = [...work.skipped];
  const phases: PhaseTimes = {};
  let open: OpenFile | null = null;
  try {
    if (work.skipped.length > 0) ports.onDecided(work.skipped);
    const collected = await collect({ ...work, source: ports.source, openFile, onDecided }, signal);
    open = collected.file;
    phases.collectMs = collected.collectMs;
    phases.writeMs = since();
    const verdict = verdictOf(decided);
    const expected = expectedOf(decided).length;
    if (open === null || verdict === 'empty') {
      await open?.abandon();
      return {
        verdict: 'empty',
        expected,
        file: null,
        bytes: 0,
        phases: { ...phases, totalMs: since() },
        failure: null,
        outcomes: decided,
      };
    }
    const { bytes } = await seal(open, verdict, expected);
    return { verdict, expected, file, bytes, phases: { ...phases, verifyMs: since(), totalMs: since() }, failure: null, outcomes: decided };
  } catch (error) {
    await open?.abandon().catch(() => undefined); // the first error is the one that is told
    return failed(toFailure(error));
  }

  async function openFile(): Promise<OpenFile> {
    await ports.step('writing', file);
    return ports.writer.open({ pulse: work.pulse, path: ports.joinPath(work.dataFolder, file), hdf5: work.hdf5 });
  }

  async function seal(open: OpenFile, verdict: 'complete' | 'partial' | 'empty', expected: number) {
    await ports.step('verifying');
    const missed = expectedOf(decided).filter(({ code }) => code !== 'captured');
    return open.seal({
      metadata: work.metadata,
      digits: work.digits,
      exporter: work.exporter.name,
      exporterVersion: work.exporter.version,
      attempt: work.attempt,
      verdict,
      expected,
      captured: expected - missed.length,
      missed,
    });
  }

  function onDecided(outcomes: readonly ChannelOutcome[]): void {
    decided.push(...outcomes);
    ports.onDecided(outcomes);
  }

  /** The readings were there, the file was not: nothing counts as captured. */
  function failed(failure: Failure): Omit<CaptureEnd, 'at'> {
    const known = new Map(decided.map((outcome) => [outcome.channel, outcome]));
    const outcomes = work.expected.map(({ device, channel }): ChannelOutcome => {
      const outcome = known.get(channel.name);
      if (outcome !== undefined && outcome.code !== 'captured') return outcome;
      const sentence = `${channel.name}: not written, because the file failed. ${failure.message}`;
      return { ...outcome, channel: channel.name, device, code: 'missing', sentence, failure };
    });
    return {
      verdict: 'failed',
      expected: work.expected.length,
      file: null,
      bytes: 0,
      phases: { ...phases, totalMs: since() },
      failure,
      outcomes: [...work.skipped, ...outcomes],
    };
  }
}
