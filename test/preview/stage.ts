import { onTestFinished } from 'vitest';
import { createOpenedFiles } from '../../core/explorer/opened-files.ts';
import type { FileReader } from '../../core/hdf5/port.ts';
import { createFileReader } from '../../core/hdf5/reader.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import type { Journal } from '../../core/journal/port.ts';
import { createPreviews } from '../../core/preview/previews.ts';
import { workerUrl } from '../hdf5/files.ts';

export const never = new AbortController().signal;

export type Previewing = ReturnType<typeof createPreviews> & { reader: FileReader; journal: Journal };

/** Previews over these folders, with a journal that knows of nothing yet. */
export function previewing(dataFolder: string, folders: readonly string[] = []): Previewing {
  const reader = createFileReader({ workerUrl });
  const journal = openJournal({ file: ':memory:' });
  onTestFinished(async () => {
    await Promise.all([reader.close(), journal.close()]);
  });
  const places = { dataFolder, folders, opened: createOpenedFiles() };
  return { reader, journal, ...createPreviews({ journal, reader, places, devices: () => [], signal: never }) };
}

export async function frameOf({ bytes }: Pick<Previewing, 'bytes'>, route: string, query: Readonly<Record<string, string>>) {
  const packed = await bytes(`${route}?${new URLSearchParams(query)}`, never);
  if (packed === null) throw new Error('no bytes');
  const buffer = packed.slice().buffer;
  const length = new DataView(buffer).getUint32(0, true);
  const header: unknown = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
  return { header, buffer, from: 8 + length };
}
