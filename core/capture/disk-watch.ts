import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiskFacts } from '../contract/api.ts';
import { type Failure, messageOf } from '../contract/errors.ts';
import type { LimitsSettings } from '../settings/schema.ts';

/** How often a disk that could not take captures is looked at again. */
const lookAgainMs = 2000;
/** A disk that seems well and still fails is tried ever more seldom, down to this. */
const longestPauseMs = 60_000;

export type DiskWatch = {
  /** Looks now: may a capture be begun? */
  look(): Promise<DiskFacts>;
  /** A file failed on it, whatever it looks like: it is given a pause. */
  failed(why: Failure): void;
  /** A file was kept on it. */
  worked(): void;
  stop(): void;
};

type DiskWatchPorts = {
  /** Bytes of the exporter's own files. */
  folderBytes(): number;
  /** Removes what may go; answers bytes. */
  makeRoom(): Promise<number>;
  /** Bytes of files that are in the Gateway too. */
  uploadedBytes(): number;
  onChange(disk: DiskFacts): void;
  /** The disk can take captures again. */
  onBack(): void;
};

/** Tells before a capture, and while the disk is away, whether the data folder can be written and has room. */
export function createDiskWatch(folder: string, limits: LimitsSettings, ports: DiskWatchPorts): DiskWatch {
  let last: DiskFacts | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let pauseMs = lookAgainMs;
  let pausedUntilMs = 0;

  async function look(): Promise<DiskFacts> {
    if (last !== undefined && performance.now() < pausedUntilMs) return last;
    let disk = await lookAt(folder, limits, ports);
    if (disk.state === 'low' && (await ports.makeRoom().catch(() => 0)) > 0) disk = await lookAt(folder, limits, ports);
    const before = last?.state;
    change(disk);
    if (disk.state !== 'ok') lookAgain(lookAgainMs);
    else if (before !== undefined && before !== 'ok') ports.onBack();
    return disk;
  }

  function change(disk: DiskFacts): void {
    const isNew = disk.state !== last?.state;
    last = disk;
    if (isNew && !stopped) ports.onChange(disk);
  }

  function lookAgain(afterMs: number): void {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), afterMs);
    timer.unref();
  }

  return {
    look,
    failed({ message }) {
      pausedUntilMs = performance.now() + pauseMs;
      lookAgain(pauseMs + 1); // timers may be a little early
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      change({ state: 'unwritable', sentence: message, freeBytes: null });
    },
    worked() {
      pauseMs = lookAgainMs;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

async function lookAt(folder: string, limits: LimitsSettings, ports: DiskWatchPorts): Promise<DiskFacts> {
  const probe = join(folder, '.probe'); // always the same, so that a crash leaves no more than one, and that only until the next look
  try {
    const { bavail, bsize } = await statfs(folder);
    const freeBytes = bavail * bsize;
    if (freeBytes < limits.freeDiskMb * 1e6)
      return low(
        `Only ${megabytes(freeBytes)} are free in ${folder}; captures stop below ${limits.freeDiskMb} MB. Free some space.${removable(ports)}`,
        freeBytes,
      );
    await writeFile(probe, 'probe');
    await rm(probe, { force: true });
    const { dataFolderMb, whenFull } = limits;
    const left = whenFull === 'drop-oldest' ? ', and none of those that are left may be dropped' : '';
    if (dataFolderMb !== undefined && ports.folderBytes() > dataFolderMb * 1e6)
      return low(
        `The files in ${folder} have reached the limit of ${dataFolderMb} MB${left}. Move some away or raise limits.dataFolderMb.${removable(ports)}`,
        freeBytes,
      );
    return { state: 'ok', sentence: `${megabytes(freeBytes)} free in ${folder}.`, freeBytes };
  } catch (error) {
    const why = messageOf(error);
    await rm(probe, { force: true }).catch(() => undefined); // a disk that can't be written can't be cleaned either
    return {
      state: 'unwritable',
      sentence: `The data folder ${folder} can't be written: ${why}. Captures go on when it is back.`,
      freeBytes: null,
    };
  }
}

/** Nothing is said of a few files. */
const worthSayingBytes = 1e6;

function removable({ uploadedBytes }: DiskWatchPorts): string {
  const bytes = uploadedBytes();
  if (bytes < worthSayingBytes) return '';
  return ` ${megabytes(bytes)} of uploaded files could be removed: set limits.keepUploadedGb or limits.keepUploadedDays, or lower them.`;
}

function low(sentence: string, freeBytes: number): DiskFacts {
  return { state: 'low', sentence, freeBytes };
}

function megabytes(bytes: number): string {
  return bytes >= 1e10 ? `${Math.round(bytes / 1e9)} GB` : `${Math.round(bytes / 1e6)} MB`;
}
