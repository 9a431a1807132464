import { stat } from 'node:fs/promises';
import { createDiskWatch } from './capture/disk-watch.ts';
import { countKeptFiles } from './capture/kept-files.ts';
import type { Clock } from './clock.ts';
import type { DiskFacts } from './contract/api.ts';
import type { Failure } from './contract/errors.ts';
import type { Feed } from './feed.ts';
import type { Journal } from './journal/port.ts';
import { startForgetting } from './retention/forget.ts';
import { createRetention } from './retention/retention.ts';
import type { LimitsSettings } from './settings/schema.ts';

export type KeepingPorts = {
  dataFolder: string;
  limits: LimitsSettings;
  journal: Journal;
  clock: Clock;
  feed: Feed;
  isSimulated(): boolean;
  /** Files go to a Gateway, or may. */
  uploads(): boolean;
  onDisk(disk: DiskFacts): void;
  /** The disk can take captures again. */
  onBack(): void;
  onTrouble(error: unknown): void;
};

/** The data folder: its size, its disk, and what is removed from it. */
export type Keeping = {
  diskNow(): Promise<DiskFacts>;
  diskFailed(why: Failure): void;
  onFile(bytes: number): void;
  begin(): void;
  stop(): Promise<void>;
};

/** After dropping, this share of the limit is left, so that not every capture has to drop one. */
const dropTo = 0.9;

export async function createKeeping({ dataFolder, limits, journal, clock, feed, onTrouble, ...ports }: KeepingPorts): Promise<Keeping> {
  const kept = await countKeptFiles(dataFolder);
  const folder = await stat(dataFolder);
  const retention = createRetention({
    ...{ journal, clock, limits, dataFolder, onTrouble, emit: feed.emit, onRemoved: kept.removed },
    isInSight: () =>
      stat(dataFolder).then(
        ({ dev, ino }) => dev === folder.dev && ino === folder.ino,
        () => false,
      ),
  });
  const disk = createDiskWatch(dataFolder, limits, {
    folderBytes: kept.bytes,
    uploadedBytes: () => retention.uploaded()?.bytes ?? 0,
    makeRoom: () => (making ??= makeRoom().finally(() => (making = undefined))),
    onChange: ports.onDisk,
    onBack: ports.onBack,
  });
  let making: Promise<number> | undefined;
  let stopped = false;
  let forgetting: ReturnType<typeof startForgetting> | undefined;
  const unsubscribe = feed.subscribe((event) => {
    if (event.type === 'upload/changed' && event.upload.state === 'accepted') retention.arrived(event.upload.bytes);
  });

  async function makeRoom(): Promise<number> {
    return (await dropOldest()) + (await retention.makeRoom());
  }

  /** Real files are never dropped, whatever a follower's own file says; and none that is still to be sent, or is not to be, where others are. */
  async function dropOldest(): Promise<number> {
    const { dataFolderMb, whenFull } = limits;
    if (dataFolderMb === undefined || whenFull !== 'drop-oldest' || !ports.isSimulated()) return 0;
    const limit = dataFolderMb * 1e6;
    if (kept.bytes() <= limit) return 0;
    const tooMany = kept.bytes() - limit * dropTo;
    return ports.uploads() ? retention.drop(tooMany) : retention.remove(await kept.oldest(tooMany), 'room');
  }

  return {
    diskNow: disk.look,
    diskFailed: disk.failed,
    onFile(bytes) {
      kept.added(bytes);
      disk.worked();
    },
    begin() {
      if (stopped) return;
      retention.begin();
      forgetting ??= startForgetting({ journal, clock, keepDays: limits.keepJournalDays, onTrouble });
    },
    async stop() {
      stopped = true;
      unsubscribe();
      disk.stop();
      await retention.stop();
      await forgetting?.stop();
    },
  };
}
