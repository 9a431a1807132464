import { stat } from 'node:fs/promises';
import type { PulseFacts } from '../contract/api.ts';
import type { FileName } from '../contract/data.ts';
import { toFailure } from '../contract/errors.ts';
import type { PulsePreview } from '../contract/preview.ts';
import { type FilePlaces, resolveFile } from '../explorer/resolve-file.ts';
import type { FileReader } from '../hdf5/port.ts';
import type { Journal } from '../journal/port.ts';
import { fromFacts } from '../pulses/pulse.ts';
import { filesOfPulse } from './pulse-files.ts';
import { previewOf, type ReadFile } from './pulse-preview.ts';

export type PulsePorts = {
  journal: Pick<Journal, 'capturesOf'>;
  reader: Pick<FileReader, 'look'>;
  places: FilePlaces;
  deviceOf(channel: string): string | null;
  signal: AbortSignal;
};

/** All that is here of one pulse. Files are looked for by their names too: other exporters' are in no journal of this one. */
export async function readPulse(facts: PulseFacts, { journal, reader, places, deviceOf, signal }: PulsePorts): Promise<PulsePreview> {
  const pulse = fromFacts(facts);
  const [captures, named] = await Promise.all([journal.capturesOf(pulse), filesOfPulse(pulse, places.dataFolder, places.folders)]);
  const dead = new Set(captures.filter(({ superseded }) => superseded !== undefined).map(({ file }) => file));
  const files: ReadFile[] = [];
  // One after another, as the reading thread takes them: all at once would fill its queue, and the last of a large group be refused.
  for (const file of named.files) if (!dead.has(file)) files.push(await read(file));
  return previewOf({ pulse: facts, captures, files, more: named.more, deviceOf });

  async function read(file: FileName): Promise<ReadFile> {
    let bytes = 0;
    try {
      const path = await resolveFile(file, places);
      bytes = (await stat(path)).size;
      const { contents } = await reader.look(path, { of: 'contents' }, signal);
      return { ok: true, file, bytes, contents };
    } catch (error) {
      return { ok: false, file, bytes, failure: toFailure(error) };
    }
  }
}
