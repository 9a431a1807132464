import { existsSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { failure, type Result } from '../core/contract/errors.ts';
import { channels } from './channels.ts';
import { type Frame, type IpcPort, type Sent, stranger } from './ipc.ts';

export type ShowFileOptions = {
  ipc: IpcPort;
  isTrusted(frame: Frame | null): boolean;
  dataFolder(): string;
  /** Electron's `shell.showItemInFolder`. */
  show(path: string): void;
};

/** The page may have the files of captures shown, and no other place of this machine. Returns its stop. */
export function serveShowFile({ ipc, isTrusted, dataFolder, show }: ShowFileOptions): () => void {
  ipc.handle(channels.showFile, ({ senderFrame }: Sent, file: unknown): Result<null> => {
    if (!isTrusted(senderFrame)) return stranger;
    const path = typeof file === 'string' ? inside(dataFolder(), file) : null;
    if (path === null) return { ok: false, failure: failure('BAD_REQUEST', 'Only files in the data folder are shown.') };
    if (!existsSync(path)) return { ok: false, failure: failure('NOT_FOUND', `${path} is not there any more: it was moved or deleted.`) };
    show(path);
    return { ok: true, value: null };
  });
  return () => ipc.removeHandler(channels.showFile);
}

/** null: it leads out of the folder. */
function inside(folder: string, file: string): string | null {
  const root = resolve(folder);
  const path = resolve(root, file);
  return path.startsWith(root.endsWith(sep) ? root : root + sep) ? path : null;
}
