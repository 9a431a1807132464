import type { Shell } from '../../core/contract/shell.ts';
import { go } from '../route/route.ts';
import { openFile } from '../store/opened-file.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload; a browser has none. */
    shell?: Shell;
  }
}

/** What is chosen in the menu or by a notification is shown here; a file that was opened is kept. Returns its stop. */
export function listenToShell(shell: Shell | undefined): () => void {
  if (shell === undefined) return () => undefined;
  return shell.subscribe((event) => {
    if (event.type === 'screen/chosen') go(event.screen, event.open);
    else openFile(event.path);
  });
}
