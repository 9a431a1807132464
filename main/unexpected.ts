import { messageOf } from '../core/contract/errors.ts';

/**
 * What nobody has caught. Electron's own answer is a box that holds the main loop until somebody clicks it, and an exporter without anybody before it would
 * capture nothing meanwhile: this one goes on, and is shown once until it is closed.
 */
export function createUnexpected(show: (message: string, detail: string) => Promise<unknown>, onTrouble: (error: unknown) => void) {
  let isShown = false;
  return (error: unknown): void => {
    onTrouble(error);
    if (isShown) return;
    isShown = true;
    show('Something unexpected has failed', `${messageOf(error)}\n\nThe exporter goes on. If it behaves oddly, quit it and start it again.`)
      .catch(onTrouble)
      .finally(() => {
        isShown = false;
      });
  };
}
