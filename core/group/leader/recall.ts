import type { PulseFacts } from '../../contract/api.ts';
import { type Failure, toFailure } from '../../contract/errors.ts';
import type { PulseUpload } from '../../contract/group.ts';
import type { FileUploadTold, Unsettled } from '../protocol.ts';
import { pulseKey } from '../pulse-key.ts';
import type { Uploads } from './uploads.ts';

/** What was announced of uploads, kept beyond the leader's memory. */
export type UploadLog = {
  /** As announced last; null where nothing was. */
  last(pulse: PulseFacts): Promise<PulseUpload | null>;
  /** Pulses with files that were not settled when it was announced last; newest first. */
  waiting(limit: number): Promise<{ pulse: PulseFacts; upload: PulseUpload }[]>;
};

type Recalled = { pulse: PulseFacts; messages: [exporter: string, told: FileUploadTold][]; again: number[] };

type RecallPorts = {
  log: UploadLog;
  uploads: Pick<Uploads, 'restore' | 'told' | 'again' | 'hasRoom'>;
  noticed(why: Failure): void;
  /** There is no room for what was told: it is asked for again when the pulse is taken up. */
  dropped(): void;
};

/** Messages of pulses that are still to be read. */
const toldMost = 1000;
const waitingMost = 1000;
/** Milliseconds between two looks for pulses that wait and are not in memory. */
const refillMs = 600_000;

/** Brings pulses that the leader has forgotten, or that an earlier one announced, back into its memory when their uploads are told of. */
export function createRecall({ log, uploads, noticed, dropped }: RecallPorts) {
  const told = new Map<string, Recalled>();
  let count = 0;
  let reading = false;
  let refillAtMs = Number.NEGATIVE_INFINITY;
  let closed = false;

  async function readAll(): Promise<void> {
    for (;;) {
      const [first] = told.values();
      if (first === undefined || closed) return;
      told.delete(pulseKey(first.pulse));
      count -= first.messages.length + first.again.length;
      const upload = await log.last(first.pulse);
      if (upload === null || closed) continue; // nobody ever announced it
      uploads.restore(first.pulse, upload);
      for (const settled of first.again) uploads.again({ pulse: first.pulse, settled });
      for (const [exporter, message] of first.messages) uploads.told(exporter, message);
    }
  }

  async function refill(): Promise<void> {
    for (const { pulse, upload } of await log.waiting(waitingMost)) if (!closed && uploads.hasRoom()) uploads.restore(pulse, upload);
  }

  /** null: there is no room. */
  function toRead(pulse: PulseFacts): Recalled | null {
    if (count >= toldMost) {
      dropped();
      return null;
    }
    count++;
    const key = pulseKey(pulse);
    const known = told.get(key) ?? { pulse, messages: [], again: [] };
    told.set(key, known);
    return known;
  }

  function read(): void {
    if (reading) return;
    reading = true;
    readAll()
      .catch((error: unknown) => noticed(toFailure(error)))
      .finally(() => {
        reading = false;
      });
  }

  return {
    /** Says again how these stand, where that is more than was known. */
    again(pulses: readonly Unsettled[]): void {
      for (const each of pulses) if (!uploads.again(each)) toRead(each.pulse)?.again.push(each.settled);
      read();
    },
    recall(exporter: string, message: FileUploadTold): void {
      toRead(message.pulse)?.messages.push([exporter, message]);
      read();
    },
    tick(nowMs: number): void {
      if (nowMs < refillAtMs) return;
      refillAtMs = nowMs + refillMs;
      refill().catch((error: unknown) => noticed(toFailure(error)));
    },
    close(): void {
      closed = true;
      told.clear();
    },
  };
}

export type Recall = ReturnType<typeof createRecall>;
