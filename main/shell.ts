import type { ShellEvent } from '../core/contract/shell.ts';
import { channels } from './channels.ts';
import type { Frame, IpcPort, Sender } from './ipc.ts';

/** A page that is not there yet hears so many of the newest. */
const mostWaiting = 20;

export type ShellTelling = {
  tell(event: ShellEvent): void;
  stop(): void;
};

/** What the program has to say to its page; it waits until the page is ready. */
export function serveShell({ ipc, isTrusted }: { ipc: IpcPort; isTrusted(frame: Frame | null): boolean }): ShellTelling {
  let page: Sender | null = null;
  let waiting: ShellEvent[] = [];
  ipc.on(channels.shellReady, ready);
  return { tell, stop: () => void ipc.removeListener(channels.shellReady, ready) };

  function ready({ sender, senderFrame }: { sender: Sender; senderFrame: Frame | null }): void {
    if (!isTrusted(senderFrame)) return;
    if (page !== sender) {
      sender.once('destroyed', () => gone(sender));
      sender.once('render-process-gone', () => gone(sender));
    }
    page = sender;
    for (const event of waiting.splice(0)) tell(event);
  }

  function gone(sender: Sender): void {
    if (page === sender) page = null;
  }

  function tell(event: ShellEvent): void {
    if (page !== null && !page.isDestroyed()) page.send(channels.shellEvent, event);
    else waiting = [...waiting, event].slice(-mostWaiting);
  }
}
