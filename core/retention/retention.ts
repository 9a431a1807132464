import type { Clock } from '../clock.ts';
import type { ExporterEvent } from '../contract/api.ts';
import type { ExporterError } from '../contract/errors.ts';
import type { RemovedWhy } from '../contract/files.ts';
import type { FileJournal } from '../journal/files-port.ts';
import type { LimitsSettings } from '../settings/schema.ts';
import { chooseFiles } from './choose.ts';
import { healRemoval, type OwnFile, type RemovePorts, removeFiles } from './remove.ts';
import { countAllUploaded, type Total } from './uploaded-total.ts';

export type RetentionPorts = Omit<RemovePorts, 'journal'> & {
  journal: FileJournal;
  clock: Clock;
  limits: Pick<LimitsSettings, 'keepUploadedDays' | 'keepUploadedGb'>;
  /** So many bytes are not in the data folder any more. */
  onRemoved(bytes: number): void;
  emit(event: Extract<ExporterEvent, { type: 'files/removed' }>): void;
  onTrouble(error: unknown): void;
};

/** Removes data files that are whole in the Gateway, oldest first, as far as the limits of the settings say. Never any other. */
export type Retention = {
  /** Takes up what a crash left, and looks again each hour and whenever a file has arrived in the Gateway. */
  begin(): void;
  arrived(bytes: number): void;
  /** What is kept here and in the Gateway; null while it is not counted yet. */
  uploaded(): Total | null;
  /** What the limits say, now; no more than a batch, since a capture waits for it. Answers bytes. */
  makeRoom(): Promise<number>;
  /** So many bytes of uploaded files, whatever their age. Answers bytes. */
  drop(bytes: number): Promise<number>;
  /** These files, uploaded or not. */
  remove(files: readonly OwnFile[], why: RemovedWhy): Promise<number>;
  stop(): Promise<void>;
};

const hourMs = 3_600_000;
/** Between two looks, and two batches: deleting goes on beside captures. */
const pauseMs = 1_000;
const batchPauseMs = 100;
/** Files that are looked at for one. */
const batchFiles = 200;
/** Of the gigabytes this share is left, so that not each file that arrives removes one. */
const dropTo = 0.95;

/** Where to look, and what for. */
type Search = { after: string; days: number | null; excessBytes: number; why: RemovedWhy };

export function createRetention(ports: RetentionPorts): Retention {
  const { journal, clock, limits } = ports;
  const leaving = new AbortController();
  const { signal } = leaving;
  const keepDays = limits.keepUploadedDays ?? null;
  const keepBytes = limits.keepUploadedGb === undefined ? null : limits.keepUploadedGb * 1e9;
  let total: Total | null = null;
  let waking = new AbortController();
  let last: Promise<unknown> | undefined;
  let running: Promise<void> | undefined;
  let isTold = false;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const hourEndsMs = clock.monotonicMs() + hourMs;
      await tried(async () => {
        await inTurn(count); // anew, since files arrive while it counts
      });
      for (let days = keepDays; !signal.aborted && clock.monotonicMs() < hourEndsMs; days = null) {
        waking = new AbortController();
        await tried(() => removeAll({ days, excessBytes: excess(), why: 'size' }, true));
        await clock.sleep(pauseMs, signal);
        await clock.sleep(Math.max(0, hourEndsMs - clock.monotonicMs()), AbortSignal.any([waking.signal, signal]));
      }
    }
  }

  async function tried(work: () => Promise<unknown>): Promise<void> {
    await work().catch(ports.onTrouble);
  }

  async function count(): Promise<void> {
    total = await countAllUploaded(journal, signal);
  }

  /** Answers bytes. */
  async function removeAll(search: Omit<Search, 'after'>, isPatient: boolean): Promise<number> {
    let bytes = 0;
    for (let after: string | null = ''; after !== null && !signal.aborted; ) {
      const next: Search = { ...search, after, excessBytes: search.excessBytes - bytes };
      const done = await inTurn(() => batch(next));
      bytes += done.bytes;
      after = done.lastFile;
      if (after !== null && isPatient) await clock.sleep(batchPauseMs, signal);
    }
    return bytes;
  }

  function excess(): number {
    if (keepBytes === null || total === null || total.bytes <= keepBytes) return 0;
    return total.bytes - keepBytes * dropTo;
  }

  /** One after another: what is chosen is still there. What a crash has left goes first. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    last ??= healRemoval(ports).catch(ports.onTrouble);
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  }

  /** `lastFile` is null where nothing more is to go. */
  async function batch({ after, days, excessBytes, why }: Search): Promise<{ bytes: number; lastFile: string | null }> {
    if (excessBytes <= 0 && days === null) return { bytes: 0, lastFile: null };
    const { files, lastFile } = await journal.uploadedFiles(after, batchFiles);
    const { tooMany, tooOld, isOver } = chooseFiles(files, { nowMs: clock.wallMs(), keepDays: days, excessBytes });
    const bytes = (await removeUploaded(tooMany, why)) + (await removeUploaded(tooOld, 'days'));
    return { bytes, lastFile: isOver ? null : lastFile };
  }

  async function removeUploaded(files: readonly OwnFile[], why: RemovedWhy): Promise<number> {
    const { files: gone, bytes } = await removeNow(files, why);
    if (total !== null) total = { files: total.files - gone, bytes: total.bytes - bytes };
    return bytes;
  }

  async function removeNow(files: readonly OwnFile[], why: RemovedWhy): Promise<Total> {
    const { failures, ...removed } = await removeFiles(files, ports);
    ports.onRemoved(removed.bytes);
    if (removed.captureIds.length + removed.files > 0) ports.emit({ type: 'files/removed', ...removed, why });
    for (const error of failures.slice(0, 1)) tellOnce(error);
    return removed;
  }

  function tellOnce(error: ExporterError): void {
    if (!isTold) ports.onTrouble(error);
    isTold = true;
  }

  return {
    begin() {
      running ??= run();
    },
    arrived(bytes) {
      if (total === null) return;
      total = { files: total.files + 1, bytes: total.bytes + bytes };
      if (excess() > 0) waking.abort();
    },
    uploaded: () => total,
    async makeRoom() {
      if (total === null) await inTurn(count);
      const { bytes } = await inTurn(() => batch({ after: '', days: keepDays, excessBytes: excess(), why: 'size' }));
      return bytes;
    },
    drop: (bytes) => removeAll({ days: null, excessBytes: bytes, why: 'room' }, false),
    remove: async (files, why) => (await inTurn(() => removeNow(files, why))).bytes,
    async stop() {
      leaving.abort();
      waking.abort();
      await running;
      await last;
    },
  };
}
