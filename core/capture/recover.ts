import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, isoTime } from '../clock.ts';
import type { ChannelOutcome, PulseFacts } from '../contract/api.ts';
import type { FileWriter, Inspected } from '../hdf5/port.ts';
import type { Journal, Unfinished } from '../journal/port.ts';
import type { PulseSource } from '../pulses/port.ts';
import { samePulse, toFacts } from '../pulses/pulse.ts';
import { modeFor } from '../pulses/pulse-age.ts';
import type { DeviceSettings } from '../settings/schema.ts';
import type { Begun } from './begun.ts';
import type { TakeResult } from './captures.ts';

export type RecoverPorts = {
  journal: Journal;
  writer: FileWriter;
  pulses: PulseSource;
  dataFolder: string;
  devices: readonly DeviceSettings[];
  settleMs: number;
  clock: Clock;
  take(begun: Begun): Promise<TakeResult>;
};

export type Recovered = { adopted: number; retaken: number; lost: PulseFacts[] };

/**
 * After a crash: a file that had got its name is whole, for it was read back before; its capture is only ended in the journal. Anything else is cleared
 * away and the pulse is taken again, oldest first, as the attempt it was.
 */
export async function recover(ports: RecoverPorts, signal: AbortSignal): Promise<Recovered> {
  const { journal, writer, dataFolder, clock } = ports;
  const recovered: Recovered = { adopted: 0, retaken: 0, lost: [] };
  const again: Unfinished[] = [];
  for (const capture of await journal.unfinished()) {
    const found = await inspect(capture);
    if (found.state === 'whole' && samePulse(found.pulse, capture.pulse)) await adopt(capture, found);
    else again.push(capture);
  }
  for (const capture of again) {
    const result = await ports.take(await begunAgain(capture));
    recovered.retaken += 1;
    if (result === null || (result.counts.lost ?? 0) === 0) continue;
    recovered.lost.push(toFacts(capture.pulse));
    await journal.note({
      at: isoTime(clock),
      by: 'exporter',
      what: 'lost',
      facts: { ...toFacts(capture.pulse), channels: result.counts.lost ?? 0 },
    });
  }
  return recovered;

  async function inspect({ file }: Unfinished): Promise<Inspected> {
    if (file === null) return { state: 'absent' };
    const path = join(dataFolder, file);
    await rm(`${path}.part`, { force: true });
    return writer.inspect(path);
  }

  async function adopt({ captureId, file }: Unfinished, found: Extract<Inspected, { state: 'whole' }>): Promise<void> {
    const outcomes = [...found.captured.map((channel) => adoptedOutcome(channel)), ...found.missed];
    await journal.finish(captureId, { ...found, file, phases: {}, failure: null, outcomes, at: isoTime(clock) });
    recovered.adopted += 1;
  }

  function adoptedOutcome(channel: string): ChannelOutcome {
    const sentence = `${channel}: captured; found in the file after a restart.`;
    return { channel, device: deviceOf(channel), code: 'captured', sentence };
  }

  function deviceOf(channel: string): string {
    return ports.devices.find(({ channels }) => channels.some(({ name }) => name === channel))?.name ?? channel;
  }

  async function begunAgain({ captureId, attempt, pulse, metadata }: Unfinished): Promise<Begun> {
    const newest = await ports.pulses.newest(signal).catch(() => null); // no pulse source: it is of the past then
    const { mode, waitMs } = newest === null ? { mode: 'past' as const, waitMs: 0 } : modeFor(pulse, newest, ports.settleMs);
    const deadlineMs = mode === 'live' ? clock.monotonicMs() + waitMs : null;
    return { captureId, attempt, pulse, metadata, mode, deadlineMs, recovered: true, again: true };
  }
}
