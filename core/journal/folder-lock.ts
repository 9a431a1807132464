import { randomUUID } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ExporterError, type Failure, failure, messageOf } from '../contract/errors.ts';
import { type Held, lockText, removeIfThere, takeLock } from './lock-file.ts';

const lockName = '.exporter-lock.json';
const heartbeatMs = 5000;

export type LockRequest = {
  /** The exporter's name. */
  name: string;
  pid: number;
  host: string;
  /** Milliseconds since 1970, for the text a person reads; ages are told by the file system that holds the lock. */
  now: number;
  /** Another exporter took the folder over because this one had stood still for too long, as a suspended machine does. */
  onTaken?: (failure: Failure) => void;
};

/**
 * Makes the data folder this exporter's alone until it is released or its process is gone. A second one fails with FOLDER_IN_USE, which names
 * the first.
 */
export async function lockFolder(dataFolder: string, request: LockRequest): Promise<{ release(): Promise<void> }> {
  const path = join(dataFolder, lockName);
  const draft = `${path}.${randomUUID()}`;
  const text = lockText(request);
  const handle = await writeDraft(dataFolder, draft, text);
  try {
    const held = await takeLock(path, draft, request.host);
    if (held !== null) throw inUse(dataFolder, held);
  } catch (error) {
    await handle.close();
    throw error;
  } finally {
    await unlink(draft);
  }
  return keepAlive(handle, path, text, () =>
    request.onTaken?.(
      failure(
        'FOLDER_IN_USE',
        `Another exporter has taken over the data folder ${dataFolder}, because this one had stood still. Restart it.`,
      ),
    ),
  );
}

/** The lock is written whole under another name before it gets its own, so that nobody reads half of it. */
async function writeDraft(dataFolder: string, draft: string, text: string): Promise<FileHandle> {
  try {
    await mkdir(dataFolder, { recursive: true });
    const handle = await open(draft, 'wx+');
    await handle.write(text, 0);
    return handle;
  } catch (error) {
    const why = messageOf(error);
    // Node says ENOENT for every folder it cannot make, also on a read-only disk.
    throw new ExporterError(
      'DISK_UNREACHABLE',
      `The data folder ${dataFolder} cannot be made or written: ${why}. Is the disk there, is it read-only, may this user write? Check dataFolder in the settings too.`,
      { cause: error },
    );
  }
}

/** Writing the same text again sets the time by the file system's own clock, and through the handle it can only reach our own file. */
function keepAlive(first: FileHandle, path: string, text: string, taken: () => void): { release(): Promise<void> } {
  let handle = first;
  let beating: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    beating = beating.then(beat).catch(ignoreDisk);
  }, heartbeatMs).unref();
  let released: Promise<void> | null = null;

  async function beat(): Promise<void> {
    await handle.write(text, 0);
    if ((await handle.stat()).nlink > 0) return;
    const holder = await readFile(path, 'utf8').catch(() => null);
    if (holder !== null) {
      clearInterval(timer);
      taken();
    } else await lockAgain();
  }

  /** The whole folder was removed. When it is there again it is still ours, unless somebody is quicker, which the next beat sees. */
  async function lockAgain(): Promise<void> {
    const draft = `${path}.${randomUUID()}`;
    const made = await open(draft, 'wx+');
    try {
      await made.write(text, 0);
      await link(draft, path);
    } catch (error) {
      await made.close();
      throw error;
    } finally {
      await unlink(draft);
    }
    const removed = handle;
    handle = made;
    await removed.close();
  }
  async function end(): Promise<void> {
    clearInterval(timer);
    await beating;
    const own = await readFile(path, 'utf8').then(
      (found) => found === text,
      () => false,
    );
    if (own) await removeIfThere(path);
    await handle.close();
  }
  return {
    release() {
      released ??= end();
      return released;
    },
  };
}

/** A disk that is gone is told by the disk watch; the next beat tries again. */
function ignoreDisk(): void {}

function inUse(dataFolder: string, { facts }: Held): ExporterError {
  const first = facts
    ? `exporter ${facts.name} (process ${facts.pid} on ${facts.host} since ${facts.since})`
    : `another program, whose ${lockName} cannot be read`;
  return new ExporterError(
    'FOLDER_IN_USE',
    `The data folder ${dataFolder} is used by ${first}. Stop that one first (if it has died, try again in a minute), or give this one a dataFolder of its own in the settings.`,
    { facts: facts ? { name: facts.name, pid: facts.pid, host: facts.host, since: facts.since } : {} },
  );
}
