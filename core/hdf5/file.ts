import fs from 'node:fs';
import { ExporterError, failure } from '../contract/errors.ts';
import type { ChannelSettings } from '../settings/schema.ts';
import type { Reading } from '../sources/reading.ts';
import type { Attributes } from './attribute.ts';
import { checkContent, checkLayout, findingText } from './check-layout.ts';
import { compareFile, type Expected, expectedOf } from './compare.ts';
import { getFile } from './get.ts';
import type { H5, Scratch } from './h5.ts';
import { layoutChannel } from './layout.ts';
import type { FileStart, RootFacts, Sealed, Written } from './port.ts';
import { giveName, makeFolder, syncFile, syncFolders } from './publish.ts';
import { putAttributes, putGroup } from './put.ts';
import { checkPulse, rootAttributes } from './root.ts';

/** One file in the thread of HDF5. What it throws is the system's or HDF5's own; after that the file is of no use, and only `remove` may be called. */
export type FileInWork = {
  write(channel: ChannelSettings, reading: Reading): Written;
  seal(root: RootFacts): Promise<Sealed>;
  /** Closes it and leaves nothing. */
  abandon(): void;
};

export function partOf(path: string): string {
  return `${path}.part`;
}

export function beginFile(h5: H5, scratch: Scratch, { path, pulse, hdf5 }: FileStart): FileInWork {
  checkPulse(pulse);
  const part = partOf(path);
  const folders = makeFolder(path);
  if (fs.existsSync(path)) throw nameTaken(path);
  // Of a crash of this exporter: its name stands in the file's name, so nobody else can be writing it.
  fs.rmSync(part, { force: true });
  const file = h5.open(part, h5.H5F_ACC_EXCL, false, -1, -1);
  const channels = new Map<string, Expected>();

  return {
    write(channel, reading) {
      const started = performance.now();
      if (channels.has(channel.name)) {
        const why = `${channel.name}: is in this file already; two channels of the settings have one name.`;
        return { ok: false, code: 'refused', failure: failure('BAD_SETTINGS', why, { channel: channel.name }) };
      }
      const laidOut = layoutChannel(channel, reading, pulse);
      if (!laidOut.ok) return laidOut;
      putGroup(h5, scratch, file, laidOut.group, hdf5);
      channels.set(channel.name, expectedOf(laidOut.group));
      return { ok: true, bytes: bytesIn(laidOut.group.datasets), tookMs: performance.now() - started };
    },

    async seal(root) {
      const attributes = rootAttributes(pulse, root);
      putAttributes(h5, scratch, file, '/', attributes);
      h5.close_file(file);
      // The disk works while the file is read back; a failure of either must be waited for by both.
      const synced = syncFile(part).then(
        (ms) => ({ ms, error: null }),
        (error: unknown) => ({ ms: 0, error }),
      );
      const started = performance.now();
      try {
        verify(h5, scratch, part, attributes, channels);
      } finally {
        await synced;
      }
      const verifyMs = performance.now() - started;
      const { ms, error } = await synced;
      if (error !== null) throw error;
      const named = performance.now();
      const { size } = fs.statSync(part);
      giveName(part, path);
      syncFolders(folders);
      return { bytes: size, verifyMs, syncMs: ms + performance.now() - named };
    },

    abandon() {
      h5.close_file(file);
      fs.rmSync(part, { force: true });
    },
  };
}

function verify(h5: H5, scratch: Scratch, part: string, root: Attributes, channels: ReadonlyMap<string, Expected>): void {
  const found = getFile(h5, scratch, part);
  const problems = [...compareFile(root, channels, found), ...[...checkContent(found), ...checkLayout(found)].map(findingText)];
  const [first] = problems;
  if (first === undefined) return;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw new ExporterError(
    'VERIFY_FAILED',
    `${part}: read back, ${first}${more}. The file was removed; look at the disk and its cables, and at the memory of this machine.`,
    {
      facts: { path: part, problems: problems.length },
    },
  );
}

function nameTaken(path: string): ExporterError {
  return new ExporterError('FILE_EXISTS', `${path}: a file of this name is there already, and is never overwritten.`, { facts: { path } });
}

function bytesIn(datasets: readonly ({ dtype: 'text'; text: string } | { dtype: string; bytes: Uint8Array })[]): number {
  return datasets.reduce((sum, dataset) => sum + ('bytes' in dataset ? dataset.bytes.length : Buffer.byteLength(dataset.text)), 0);
}
