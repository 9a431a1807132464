import type { Result } from './errors.ts';
import type { ScreenName } from './screens.ts';

/** What Electron's program tells its page besides what the exporter does. A page in a browser has nobody who does. */
export type ShellEvent =
  /** A person has chosen it outside the page: in the menu, or by a notification. `open`: what is opened on it. */
  | { type: 'screen/chosen'; screen: ScreenName; open: string | null }
  /** A file was opened with this program, which may be read from now on; its whole path. */
  | { type: 'file/opened'; path: string };

export type Shell = {
  /** Returns its stop. What came before anybody listened comes first. */
  subscribe(listener: (event: ShellEvent) => void): () => void;
  /** Opens the folder of a capture's file, with the file chosen in it. `file`: as captures name it, relative to the data folder. Rejects never. */
  showInFolder(file: string): Promise<Result<null>>;
  /** A person chooses an HDF5 file in the system's dialog, or none; `file/opened` tells which. Rejects never. */
  openFile(): Promise<Result<null>>;
  /** `file`: a `File` that was dropped on the page. `file/opened` tells its path. Rejects never. */
  openDropped(file: object): Promise<Result<null>>;
};
