import { ExporterError } from '../contract/errors.ts';
import { startThread, type Thread } from './thread.ts';

/** More files than this waiting for a thread means that the disk does not keep up. */
const mostWaiting = 64;

/** A thread for one caller at a time. `giveBack` resolves when a spoilt one is gone; twice is once. */
export type Lease = { thread: Thread; giveBack(): Promise<void> };

export type Pool = { lease(): Promise<Lease>; close(): Promise<void> };

export type PoolOptions = {
  workerUrl: URL;
  workers: number;
  onWorkerReplaced?: (() => void) | undefined;
  /** What is said, after their number, where too many wait. */
  busy?: string;
};

const diskIsSlow = 'files are waiting to be written already; the disk does not keep up with the captures.';

export function createPool({ workerUrl, workers, onWorkerReplaced, busy = diskIsSlow }: PoolOptions): Pool {
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  const waiting: { resolve(lease: Lease): void; reject(error: Error): void }[] = [];
  let leased = 0;
  let closed: Promise<void> | null = null;

  function start(): Thread {
    const thread = startThread(workerUrl);
    all.add(thread);
    return thread;
  }

  function usable(): Thread {
    for (let thread = idle.pop(); thread !== undefined; thread = idle.pop()) {
      if (!thread.spoilt) return thread;
      all.delete(thread);
    }
    return start();
  }

  function lend(): Lease {
    const thread = usable();
    leased++;
    let returned: Promise<void> | null = null;
    return {
      thread,
      giveBack() {
        returned ??= takeBack(thread);
        return returned;
      },
    };
  }

  async function takeBack(thread: Thread): Promise<void> {
    if (!thread.spoilt) idle.push(thread);
    else {
      await thread.stop();
      all.delete(thread);
      // At once, so that the next file does not wait for it; but one that cannot even start would do so for ever.
      if (closed === null && thread.proven) idle.push(start());
      onWorkerReplaced?.();
    }
    leased--;
    if (closed === null) waiting.shift()?.resolve(lend());
  }

  // The first file is not to wait for the compiler.
  idle.push(start());

  return {
    lease() {
      return new Promise((resolve, reject) => {
        if (closed !== null) throw new ExporterError('STOPPED', 'The file writer is closed.');
        if (leased < workers) resolve(lend());
        else if (waiting.length < mostWaiting) waiting.push({ resolve, reject });
        else throw new ExporterError('BUSY', `${mostWaiting} ${busy}`);
      });
    },
    close() {
      closed ??= Promise.all([...all].map((thread) => thread.stop())).then(() => undefined);
      for (const { reject } of waiting.splice(0)) reject(new ExporterError('STOPPED', 'The file writer is closed.'));
      return closed;
    },
  };
}
