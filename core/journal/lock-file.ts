import { createHash, randomUUID } from 'node:crypto';
import { link, readFile, rename, stat, unlink } from 'node:fs/promises';
import { z } from 'zod';
import { ExporterError, messageOf } from '../contract/errors.ts';

/** Without a heartbeat for so long its exporter is gone: on this machine, where a living process may be another one with the same number. */
const staleHereMs = 30_000;
const staleElsewhereMs = 60_000;
/** Each round somebody gets on; far more than exporters that start at once on one folder. */
const maxRounds = 50;

/** `token` makes every lock's text different from any other's. */
const lockSchema = z.object({ name: z.string(), pid: z.number().int().positive(), host: z.string(), since: z.string(), token: z.string() });
export type Held = { facts: z.infer<typeof lockSchema> | null; text: string; beatAgeMs: number };

export function lockText({ name, pid, host, now }: { name: string; pid: number; host: string; now: number }): string {
  return `${JSON.stringify({ name, pid, host, since: new Date(now).toISOString(), token: randomUUID() }, null, 2)}\n`;
}

/**
 * Makes `path` a name of the file `draft`; answers null, or who holds it.
 * A stale lock is taken over by whoever first takes the claim on it, a lock of the same kind whose name follows from the stale one's text. The
 * claim is then moved over the stale lock in one step. Somebody slower, who takes the claim after that, looks again and finds the new lock.
 */
export async function takeLock(path: string, draft: string, host: string): Promise<Held | null> {
  for (let round = 0; round < maxRounds; round += 1) {
    if (await linked(draft, path)) return null;
    const held = await readLock(path, draft);
    if (held === null) continue;
    if (!isStale(held, host)) return held;

    const claim = `${path}.${createHash('sha256').update(held.text).digest('hex').slice(0, 16)}`;
    const claimant = await takeLock(claim, draft, host);
    if (claimant !== null) return claimant;
    if ((await readLock(path, draft))?.text === held.text) {
      await rename(claim, path);
      return null;
    }
    await removeIfThere(claim);
  }
  throw new ExporterError('FOLDER_IN_USE', `Too many exporters are starting at once with the lock ${path}. Start only one.`);
}

/** `link` fails where the name exists already, on local and on network disks. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    const why = messageOf(error);
    throw new ExporterError('DISK_UNREACHABLE', `The lock ${path} cannot be made: ${why}. Check the disk of the data folder.`, {
      cause: error,
    });
  }
}

/** Ages are differences of two times of the same file system, so that the clocks of two machines do not matter. */
async function readLock(path: string, draft: string): Promise<Held | null> {
  try {
    const [text, lock, reference] = await Promise.all([readFile(path, 'utf8'), stat(path), stat(draft)]);
    return { facts: parse(text), text, beatAgeMs: reference.mtimeMs - lock.mtimeMs };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function isStale({ facts, beatAgeMs }: Held, host: string): boolean {
  if (facts?.host !== host) return beatAgeMs > staleElsewhereMs;
  return beatAgeMs > staleHereMs || !isAlive(facts.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function parse(text: string): Held['facts'] {
  try {
    return lockSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
