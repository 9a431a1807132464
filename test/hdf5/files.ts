import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { FileStart, FileWriter, OpenFile } from '../../core/hdf5/port.ts';
import { createFileWriter } from '../../core/hdf5/writer.ts';
import { oneOfEach, pulse, root } from './samples.ts';

export const workerUrl = new URL('../../core/hdf5/worker.ts', import.meta.url);

/** A folder and writers that go away after each test. */
export function useFiles() {
  const folders: string[] = [];
  const writers: FileWriter[] = [];
  afterEach(async () => {
    await Promise.all(writers.splice(0).map((writer) => writer.close()));
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder(): string {
      const folder = mkdtempSync(join(tmpdir(), 'hdf5-'));
      folders.push(folder);
      return folder;
    },
    writer(options: { url?: URL; workers?: number; onWorkerReplaced?: () => void } = {}): FileWriter {
      const { url = workerUrl, workers = 1, onWorkerReplaced = () => undefined } = options;
      const writer = createFileWriter({ workerUrl: url, workers, onWorkerReplaced });
      writers.push(writer);
      return writer;
    },
  };
}

export function start(path: string, more: Partial<FileStart> = {}): FileStart {
  return { pulse, path, hdf5: { compression: 'none', level: 1, writers: 1 }, ...more };
}

/** One channel of each type, sealed. */
export async function writeOneOfEach(writer: FileWriter, path: string, more: Partial<FileStart> = {}): Promise<void> {
  const file = await writer.open(start(path, more));
  await writeAll(file);
  await file.seal(root(oneOfEach.length));
}

export async function writeAll(file: OpenFile): Promise<void> {
  for (const written of await Promise.all(oneOfEach.map(([channel, reading]) => file.write(channel, reading)))) {
    if (!written.ok) throw new Error(written.failure.message);
  }
}

/** Everything below a folder that is not a folder. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name);
}
