import type { Shell } from '../../core/contract/shell.ts';

/** Where no program is around the page, which would be told of the file's place. */
export const whyNotDropped =
  'A browser does not tell where a dropped file lies, and the exporter reads only the data folder and the folders that the settings allow: choose it in the list, or put it into one of them. The desktop program opens files from anywhere.';

type Opener = Pick<Shell, 'openFile' | 'openDropped'>;

/** The program tells the page of the file that it opened. Answers a sentence where it did not. */
export async function openDropped(shell: Opener | undefined, files: readonly object[]): Promise<string | null> {
  const [first, ...others] = files;
  if (first === undefined) return 'That was no file. Drop an HDF5 file from a file manager.';
  if (others.length > 0) return `${files.length} files were dropped, and one is shown at a time: drop one of them.`;
  if (shell === undefined) return whyNotDropped;
  const result = await shell.openDropped(first);
  return result.ok ? null : result.failure.message;
}

export async function openByDialog(shell: Opener): Promise<string | null> {
  const result = await shell.openFile();
  return result.ok ? null : result.failure.message;
}
