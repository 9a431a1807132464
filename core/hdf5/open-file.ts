import { rm } from 'node:fs/promises';
import { ExporterError, toError, toFailure } from '../contract/errors.ts';
import { partOf } from './file.ts';
import type { Lease } from './pool.ts';
import type { FileStart, OpenFile } from './port.ts';
import type { Answer, Call } from './protocol.ts';
import { createWindow } from './window.ts';

/** Calls on their way to the thread; enough that it never waits, few enough that what is not in shared memory is not copied all at once. */
const mostOutstanding = 64;

/** Of one file, on this side of the thread. The lease goes back when the file has ended in whatever way. */
export async function openFile(lease: Lease, start: FileStart): Promise<OpenFile> {
  let ended: ExporterError | null = null;
  let cleared: Promise<void> | null = null;
  const window = createWindow(mostOutstanding);

  /** The first failure ends the file, and all see that one. */
  async function fail(error: unknown): Promise<never> {
    ended ??= namely(error, start.path);
    cleared ??= clear();
    await cleared;
    throw ended;
  }

  async function clear(): Promise<void> {
    const { spoilt } = lease.thread;
    await lease.giveBack();
    if (spoilt) await rm(partOf(start.path), { force: true }).catch(() => undefined);
  }

  async function ask<K extends Answer['kind']>(call: Call, kind: K): Promise<Extract<Answer, { kind: K }>> {
    if (ended !== null) throw ended;
    try {
      const answer = await lease.thread.call(call);
      if (isKind(answer, kind)) return answer;
      throw new ExporterError('INTERNAL', `The HDF5 worker answered "${answer.kind}" to "${call.kind}".`);
    } catch (error) {
      return fail(error);
    }
  }

  await ask({ kind: 'open', start }, 'done');
  let abandoned: Promise<void> | null = null;
  return {
    write: (channel, reading) => window.pass(async () => (await ask({ kind: 'write', channel, reading }, 'written')).written),
    async seal(root) {
      const { sealed } = await window.pass(() => ask({ kind: 'seal', root }, 'sealed'));
      ended ??= new ExporterError('STOPPED', `${start.path}: is sealed already.`);
      await lease.giveBack();
      return sealed;
    },
    abandon() {
      abandoned ??= abandon();
      return abandoned;
    },
  };

  async function abandon(): Promise<void> {
    if (ended !== null) return cleared ?? undefined;
    const left = ask({ kind: 'abandon' }, 'done');
    ended = new ExporterError('STOPPED', `${start.path}: was abandoned.`);
    await left.then(() => lease.giveBack()).catch(() => cleared);
  }
}

function isKind<K extends Answer['kind']>(answer: Answer, kind: K): answer is Extract<Answer, { kind: K }> {
  return answer.kind === kind;
}

/** A thread's death has no file in its sentence. */
function namely(error: unknown, path: string): ExporterError {
  const failure = toFailure(error);
  return failure.message.includes(path) ? toError(failure) : toError({ ...failure, message: `${path}: ${failure.message}` });
}
