import { isAbsolute } from 'node:path';
import { failure, type Result } from '../core/contract/errors.ts';
import type { ShellEvent } from '../core/contract/shell.ts';
import type { OpenedFiles } from '../core/explorer/opened-files.ts';
import { channels } from './channels.ts';
import { type Frame, type IpcPort, type Sent, stranger } from './ipc.ts';
import type { KeptOpened } from './kept-opened.ts';

export type FileOpeningPorts = {
  ipc: IpcPort;
  isTrusted(frame: Frame | null): boolean;
  opened: OpenedFiles;
  kept: KeptOpened;
  tell(event: ShellEvent): void;
  /** The system's dialog; null: a person chose none. */
  choose(): Promise<string | null>;
};

export type FileOpening = {
  /** null: there is none. */
  open(path: string | null): void;
  byDialog(): Promise<void>;
  stop(): void;
};

/** Files that a person opens with the program: each may be read before the page is told of it, and again after the next start. */
export function serveFileOpening({ ipc, isTrusted, opened, kept, tell, choose }: FileOpeningPorts): FileOpening {
  for (const path of kept.read().toReversed()) opened.allow(path);
  ipc.handle(channels.chooseFile, async ({ senderFrame }: Sent): Promise<Result<null>> => {
    if (!isTrusted(senderFrame)) return stranger;
    await byDialog();
    return done;
  });
  ipc.handle(channels.openDropped, ({ senderFrame }: Sent, path: unknown): Result<null> => {
    if (!isTrusted(senderFrame)) return stranger;
    if (typeof path !== 'string' || !isAbsolute(path)) return { ok: false, failure: failure('BAD_REQUEST', notAFile) };
    open(path);
    return done;
  });
  return {
    ...{ open, byDialog },
    stop() {
      ipc.removeHandler(channels.chooseFile);
      ipc.removeHandler(channels.openDropped);
    },
  };

  function open(path: string | null): void {
    if (path === null) return;
    opened.allow(path);
    kept.add(path);
    tell({ type: 'file/opened', path });
  }

  async function byDialog(): Promise<void> {
    open(await choose());
  }
}

const done: Result<null> = { ok: true, value: null };
const notAFile = 'What was dropped is no file of a disk. Drop an HDF5 file from a file manager.';
