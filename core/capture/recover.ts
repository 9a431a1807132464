import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, isoTime } from '../clock.ts';
import type { ChannelOutcome, PulseFacts } from '../contract/api.ts';
import { samePulse } from '../contract/same-pulse.ts';
import type { FileWriter, Inspected } from '../hdf5/port.ts';
import type { Journal, Unfinished } from '../journal/port.ts';
import type { PulseSource } from '../pulses/port.ts';
import { toFacts } from '../pulses/pulse.ts';
import { modeFor } from '../pulses/pulse-age.ts';
import { plainRecord } from '../pulses/record-rule.ts';
import type { DeviceSettings } from '../settings/schema.ts';
import type { Begun } from './begun.ts';
import type { TakeResult } from './captures.ts';

type AdoptPorts = {
  journal: Journal;
  /** As the journal had them before any command could begin a capture of this run. */
  unfinished: readonly Unfinished[];
  writer: FileWriter;
  dataFolder: string;
  devices(): readonly DeviceSettings[];
  uploads(): boolean;
  clock: Clock;
};

/** What an earlier run has left in the journal: finished files whose end was not written down, and pulses that are still owed. */
export type Left = { adopted: number; owed: Unfinished[] };

/**
 * After a crash: a file that had got its name is whole, for it was read back before; its capture is only ended in the journal. Anything else at its place
 * is cleared away, and the pulse is owed.
 */
export async function adoptFinished({ journal, unfinished, writer, dataFolder, devices, uploads, clock }: AdoptPorts): Promise<Left> {
  const left: Left = { adopted: 0, owed: [] };
  for (const capture of unfinished) {
    const found = capture.file === null ? null : await inspect(join(dataFolder, capture.file));
    if (found?.state === 'whole' && samePulse(found.pulse, capture.pulse)) {
      await adopt(capture, found);
      left.adopted += 1;
    } else left.owed.push(capture);
    if (capture.file !== null && found?.state === 'broken') await setAside(join(dataFolder, capture.file), found.failure.message);
  }
  return left;

  async function inspect(path: string): Promise<Inspected> {
    await rm(`${path}.part`, { force: true });
    return writer.inspect(path);
  }

  async function adopt({ captureId, file }: Unfinished, found: Extract<Inspected, { state: 'whole' }>): Promise<void> {
    const outcomes = [...found.captured.map((channel) => adoptedOutcome(channel)), ...found.missed];
    await journal.finish(captureId, { ...found, file, phases: {}, failure: null, outcomes, upload: uploads(), at: isoTime(clock) });
  }

  function adoptedOutcome(channel: string): ChannelOutcome {
    const sentence = `${channel}: captured; found in the file after a restart.`;
    const device = devices().find(({ channels }) => channels.some(({ name }) => name === channel))?.name ?? channel;
    return { channel, device, code: 'captured', sentence };
  }

  /** Never deleted: a person may want to see what became of it. */
  async function setAside(path: string, why: string): Promise<void> {
    await rename(path, `${path}.broken`);
    await journal.note({ at: isoTime(clock), by: 'exporter', what: 'broken', facts: { file: `${path}.broken`, why } });
  }
}

type RetakePorts = {
  journal: Journal;
  pulses: PulseSource;
  settleMs: number;
  clock: Clock;
  take(begun: Begun): Promise<TakeResult>;
};

/** Still this exporter's own to take. */
export type OwedCapture = Unfinished;

/** Takes what is owed again, oldest first, each as the attempt it was. When stopped, the rest stays in the journal for the next start. */
export async function retake(
  owed: readonly OwedCapture[],
  { journal, pulses, settleMs, clock, take }: RetakePorts,
  signal: AbortSignal,
): Promise<{ retaken: number; lost: PulseFacts[] }> {
  const lost: PulseFacts[] = [];
  let retaken = 0;
  for (const capture of owed) {
    const begun = await begunAgain(capture);
    if (signal.aborted) break;
    const result = await take(begun);
    retaken += 1;
    const channels = result?.counts.lost ?? 0;
    if (channels === 0) continue;
    const pulse = toFacts(capture.pulse);
    lost.push(pulse);
    await journal.note({ at: isoTime(clock), by: 'exporter', what: 'lost', facts: { ...pulse, channels } });
  }
  return { retaken, lost };

  async function begunAgain({ captureId, attempt, pulse, metadata, devices, record }: OwedCapture): Promise<Begun> {
    const newest = await pulses.newest(signal).catch(() => null); // no pulse source: it is of the past then
    const { mode, waitMs } = newest === null ? { mode: 'past' as const, waitMs: 0 } : modeFor(pulse, newest, settleMs);
    const deadlineMs = mode === 'live' ? clock.monotonicMs() + waitMs : null;
    return { captureId, attempt, pulse, metadata, devices, record: record ?? plainRecord, mode, deadlineMs, recovered: true, again: true };
  }
}
