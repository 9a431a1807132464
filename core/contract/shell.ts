import type { Result } from './errors.ts';
import type { ScreenName } from './screens.ts';

/** What Electron's program tells its page besides what the exporter does. A page in a browser has nobody who does. */
export type ShellEvent =
  /** A person has chosen it outside the page: in the menu, or by a notification. `open`: what is opened on it. */
  | { type: 'screen/chosen'; screen: ScreenName; open: string | null }
  /** A file was opened with this program; its whole path. */
  | { type: 'file/opened'; path: string };

export type Shell = {
  /** Returns its stop. What came before anybody listened comes first. */
  subscribe(listener: (event: ShellEvent) => void): () => void;
  /** Opens the folder of a capture's file, with the file chosen in it. `file`: as captures name it, relative to the data folder. Rejects never. */
  showInFolder(file: string): Promise<Result<null>>;
};
