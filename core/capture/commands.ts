import type { Api, CaptureRequest } from '../contract/api.ts';
import { ExporterError } from '../contract/errors.ts';
import type { Journal } from '../journal/port.ts';
import type { PulseSource } from '../pulses/port.ts';
import type { Pulse } from '../pulses/pulse.ts';
import { modeFor } from '../pulses/pulse-age.ts';
import type { Captures } from './captures.ts';

/** The longest range that is taken in one go; a day at 10 Hz would be 864,000 pulses. */
const rangeMost = 5_000;

type CommandPorts = {
  captures: Pick<Captures, 'begin' | 'take'>;
  pulses: PulseSource;
  journal: Journal;
  settleMs(): number;
  signal: AbortSignal;
  onTrouble(error: unknown): void;
};

type CaptureCommands = Pick<
  Api,
  'captureNow' | 'capturePulse' | 'captureRange' | 'listCaptures' | 'searchCaptures' | 'getCapture' | 'deviceStats' | 'listNotes'
>;

/** Captures asked for by a person or a script. */
export function captureCommands({ captures, pulses, journal, settleMs, signal, onTrouble }: CommandPorts): CaptureCommands {
  return {
    async captureNow({ waitForEnd }) {
      const pulse = await pulses.newest(signal);
      return takeOne(pulse, 'live', settleMs(), waitForEnd);
    },

    async capturePulse({ pulseId, timestampNs, waitForEnd }) {
      const pulse =
        timestampNs === undefined
          ? await pulses.find(BigInt(pulseId), signal)
          : { pulseId: BigInt(pulseId), timestampNs: BigInt(timestampNs) };
      const newest = await pulses.newest(signal).catch(() => pulse); // without a pulse source the given pulse is as new as any
      const { mode, waitMs } = modeFor(pulse, newest, settleMs());
      return takeOne(pulse, mode, waitMs, waitForEnd);
    },

    async captureRange(request) {
      const found = await rangeOf(request);
      const newest = await pulses.newest(signal);
      const past = found.filter((pulse) => modeFor(pulse, newest, settleMs()).mode === 'past');
      for (const each of await captures.begin(past, 'past', 0)) captures.take(each).catch(onTrouble);
      for (const pulse of found.slice(past.length)) await takeOne(pulse, 'live', modeFor(pulse, newest, settleMs()).waitMs, false);
      return { pulses: found.length };
    },

    listCaptures: ({ limit, before }) => journal.list(limit, before),

    searchCaptures: (request) => journal.searchCaptures(request),

    deviceStats: () => journal.deviceStats(),

    listNotes: ({ limit }) => journal.notes(limit),

    async getCapture({ captureId }) {
      const capture = await journal.get(captureId);
      if (capture === null) throw new ExporterError('NOT_FOUND', `There is no capture ${captureId} in the journal.`);
      return capture;
    },
  };

  async function takeOne(
    pulse: Pulse,
    mode: 'live' | 'past',
    waitMs: number,
    waitForEnd: CaptureRequest['waitForEnd'],
  ): Promise<{ captureId: string }> {
    const [begun] = await captures.begin([pulse], mode, waitMs);
    if (begun === undefined) throw new ExporterError('JOURNAL_FAILED', `The journal took no row for pulse ${pulse.pulseId}.`);
    const taking = captures.take(begun);
    if (waitForEnd === true) await taking;
    else taking.catch(onTrouble);
    return { captureId: begun.captureId };
  }

  async function rangeOf(request: Parameters<Api['captureRange']>[0]): Promise<Pulse[]> {
    const [fromNs, toNs] =
      'fromNs' in request
        ? [BigInt(request.fromNs), BigInt(request.toNs)]
        : [
            (await pulses.find(BigInt(request.fromPulseId), signal)).timestampNs,
            (await pulses.find(BigInt(request.toPulseId), signal)).timestampNs,
          ];
    if (fromNs > toNs) throw new ExporterError('BAD_REQUEST', 'The range ends before it begins. Give the older pulse or time first.');
    const found = await pulses.between(fromNs, toNs, rangeMost + 1, signal);
    if (found.length > rangeMost)
      throw new ExporterError('BAD_REQUEST', `The range holds more than ${rangeMost} pulses. Take it in pieces.`);
    if (found.length === 0) throw new ExporterError('PULSE_UNKNOWN', 'There is no pulse in this range, or it is no longer held.');
    return found;
  }
}
