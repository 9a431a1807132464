import type { ScreenName } from '../../core/contract/screens.ts';
import type { Shell } from '../../core/contract/shell.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload; a browser has none. */
    shell?: Shell;
  }
}

/** What is chosen in the menu or by a notification is shown here, and so is a file that was opened. Returns its stop. */
export function listenToShell(shell: Shell | undefined, go: (screen: ScreenName, open: string | null) => void): () => void {
  if (shell === undefined) return () => undefined;
  return shell.subscribe((event) => {
    if (event.type === 'screen/chosen') go(event.screen, event.open);
    else go('files', event.path);
  });
}
