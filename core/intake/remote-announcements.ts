import { ExporterError } from '../contract/errors.ts';
import type { AnnouncementLog } from '../group/log/port.ts';
import type { Entry } from '../group/protocol.ts';

/** What the thread does for it, each answered once. */
type RemoteLog = {
  append(entries: readonly Entry[]): Promise<void>;
  next(look: number, timeMs: number, signal: AbortSignal): Promise<readonly Entry[] | null>;
  end(look: number): Promise<void>;
  close(): Promise<void>;
};

/** The log of the intake's thread. A batch is asked for when the one before is dealt with, so no more than one waits here. */
export function remoteAnnouncements(remote: RemoteLog): AnnouncementLog {
  let lastLook = 0;
  let closed: Promise<void> | null = null;

  async function* since(timeMs: number, signal: AbortSignal): AsyncGenerator<readonly Entry[]> {
    lastLook += 1;
    const look = lastLook;
    let open = false;
    try {
      for (;;) {
        if (signal.aborted || closed !== null) throw stopped();
        open = true;
        const batch = await remote.next(look, timeMs, signal);
        open = batch !== null;
        if (batch === null) return;
        yield batch;
      }
    } finally {
      if (open) await remote.end(look).catch(() => undefined); // a thread that is gone has ended it
    }
  }

  return {
    async append(entries) {
      if (closed !== null) throw stopped();
      await remote.append(entries);
    },
    since,
    close() {
      closed ??= remote.close();
      return closed;
    },
  };
}

function stopped(): ExporterError {
  return new ExporterError('STOPPED', 'Keeping announcements in the topic was stopped.');
}
