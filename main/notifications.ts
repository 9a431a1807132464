import type { ExporterEvent } from '../core/contract/api.ts';
import type { Host } from '../core/host/host.ts';
import { createFailureNotices, type Notice } from './failures.ts';

/** Of Electron's `Notification`. */
export type ShownNotice = { on(event: 'click' | 'close' | 'failed', listener: () => void): unknown; show(): void };

export type NotificationPorts = {
  host: Pick<Host, 'subscribe'>;
  create(words: { title: string; body: string }): ShownNotice;
  open(notice: Notice): void;
  now(): number;
};

/** A notification that nobody refers to any more would lose its click; of so many a click is answered. */
const mostShown = 20;

/** Tells failures on the desktop. Returns its stop. */
export function notifyOfFailures({ host, create, open, now }: NotificationPorts): () => void {
  const noticesOf = createFailureNotices();
  const shown = new Set<ShownNotice>();
  return host.subscribe((event: ExporterEvent) => {
    for (const notice of noticesOf(event, now())) show(notice);
  });

  function show(notice: Notice): void {
    const shownNotice = create({ title: notice.title, body: notice.body });
    const [oldest] = shown;
    if (shown.size >= mostShown && oldest !== undefined) shown.delete(oldest);
    shown.add(shownNotice);
    shownNotice.on('click', () => open(notice));
    for (const end of ['close', 'failed'] as const) shownNotice.on(end, () => shown.delete(shownNotice));
    shownNotice.show();
  }
}
