import type { MessageBoxOptions } from 'electron';
import type { Clock } from '../core/clock.ts';

/** Of Electron's `WebContents` what is used here. */
export type LosableContents = {
  on(event: 'render-process-gone', listener: (event: unknown, details: { reason: string }) => void): unknown;
  on(event: 'unresponsive', listener: () => void): unknown;
  isDestroyed(): boolean;
  reload(): void;
  forcefullyCrashRenderer(): void;
};

export type PageLossPorts = {
  clock: Pick<Clock, 'monotonicMs' | 'sleep'>;
  signal: AbortSignal;
  /** Answers the number of the button. */
  ask(question: MessageBoxOptions): Promise<{ response: number }>;
  onTrouble(error: unknown): void;
};

/** A page that fails as it loads would be loaded again for ever: so many times by itself, then a person is asked. */
export const mostByItself = 3;
const withinMs = 600_000;
const pauseMs = 1_000;

const lost: MessageBoxOptions = {
  ...{ type: 'warning', buttons: ['Load again', 'Leave it'], defaultId: 0, cancelId: 1, noLink: true },
  message: 'The screens have failed several times.',
  detail: 'The exporter itself goes on. Leave it, and "Reload" in the menu loads them again later.',
};
const silent: MessageBoxOptions = {
  ...{ type: 'warning', buttons: ['Wait', 'Load again'], defaultId: 0, cancelId: 0, noLink: true },
  message: 'The screens do not answer.',
  detail: 'The exporter itself goes on. Loading them again loses only what was being typed.',
};

/** The exporter does not live in the window's page: where that is lost it is loaded again, and a snapshot fills it. */
export function recoverPage(contents: LosableContents, { clock, signal, ask, onTrouble }: PageLossPorts): void {
  let losses: number[] = [];
  let isAsking = false;

  contents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit') return;
    onTrouble(new Error(`The process of the screens has ended: ${reason}.`));
    const nowMs = clock.monotonicMs();
    losses = [...losses.filter((atMs) => nowMs - atMs < withinMs), nowMs];
    if (losses.length <= mostByItself) clock.sleep(pauseMs, signal).then(reload).catch(onTrouble);
    else
      inquire(lost, 0, () => {
        losses = [];
        reload();
      });
  });
  contents.on('unresponsive', () => inquire(silent, 1, () => contents.forcefullyCrashRenderer()));

  function inquire(question: MessageBoxOptions, yes: number, then: () => void): void {
    if (isAsking) return;
    isAsking = true;
    ask(question)
      .then(({ response }) => {
        if (response === yes && isThere()) then();
      })
      .catch(onTrouble)
      .finally(() => {
        isAsking = false;
      });
  }

  function reload(): void {
    if (isThere()) contents.reload();
  }

  function isThere(): boolean {
    return !signal.aborted && !contents.isDestroyed();
  }
}
