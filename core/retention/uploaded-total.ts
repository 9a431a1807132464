import type { FileJournal, UploadedCount } from '../journal/files-port.ts';

/** So many rows the journal counts at once: for a few milliseconds. */
const pageRows = 1000;

export type Total = Pick<UploadedCount, 'files' | 'bytes'>;

/** All files that are whole in the Gateway and still here. Other calls of the journal get in between. */
export async function countAllUploaded({ countUploaded }: Pick<FileJournal, 'countUploaded'>, signal: AbortSignal): Promise<Total> {
  const total: Total = { files: 0, bytes: 0 };
  for (let after: string | null = ''; after !== null && !signal.aborted; ) {
    const { files, bytes, lastFile }: UploadedCount = await countUploaded(after, pageRows);
    total.files += files;
    total.bytes += bytes;
    after = lastFile;
  }
  return total;
}
