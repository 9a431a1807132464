import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { ExplorerApi } from '../../core/contract/explorer.ts';
import { createExplorer } from '../../core/explorer/explorer.ts';
import { createOpenedFiles } from '../../core/explorer/opened-files.ts';
import type { FilePlaces } from '../../core/explorer/resolve-file.ts';
import type { FileReader } from '../../core/hdf5/port.ts';
import { createFileReader } from '../../core/hdf5/reader.ts';
import { sourceWorkers } from '../../core/open-exporter.ts';

export type ExplorerStage = { folder: string; explorer: ExplorerApi; reader: FileReader; places: FilePlaces };

const fixtures = fileURLToPath(new URL('../fixtures/hdf5/', import.meta.url));

/** A data folder with copies of these foreign files, and what looks into them. */
export function exploring(...names: string[]): ExplorerStage {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-explorer-'));
  for (const name of names) copyFileSync(join(fixtures, name), join(folder, name));
  const reader = createFileReader({ workerUrl: sourceWorkers.hdf5 });
  onTestFinished(async () => {
    await reader.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const places = { dataFolder: folder, folders: [], opened: createOpenedFiles() };
  return { folder, reader, places, explorer: createExplorer({ reader, places, signal: new AbortController().signal }) };
}
