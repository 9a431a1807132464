import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { FileReader } from '../../core/hdf5/port.ts';
import { createFileReader } from '../../core/hdf5/reader.ts';
import { useFiles, workerUrl, writeOneOfEach } from './files.ts';
import { oneOfEach } from './samples.ts';

const files = useFiles();
const readers: FileReader[] = [];
afterEach(() => Promise.all(readers.splice(0).map((reader) => reader.close())));

function openReader(): FileReader {
  const reader = createFileReader({ workerUrl });
  readers.push(reader);
  return reader;
}

describe('what a file holds, made small', () => {
  it('tells every channel of a file in the kind it is drawn in', async () => {
    const path = join(files.folder(), 'a.h5');
    await writeOneOfEach(files.writer(), path);
    const channels = await openReader().smallValues(path, []);
    const kinds = new Map(channels.map(({ channel, value }) => [channel, value.kind]));
    for (const [{ name, type }, reading] of oneOfEach) {
      const one = reading.value.kind.startsWith('text') ? 'text' : 'number';
      const kind = type === 'scalar' ? one : type.endsWith('image') ? 'image' : 'curve';
      expect(kinds.get(name), name).toBe(kind);
    }
  });

  it('leaves out pictures and curves that are not asked for, and never a number', async () => {
    const path = join(files.folder(), 'a.h5');
    await writeOneOfEach(files.writer(), path);
    const names = oneOfEach.map(([{ name }]) => name);
    const channels = await openReader().smallValues(path, names);
    expect(channels.length).toBeGreaterThan(0);
    expect(channels.filter(({ value }) => value.kind === 'curve' || value.kind === 'image')).toEqual([]);
  });

  it('names a file that it cannot read, and reads the next one all the same', async () => {
    const folder = files.folder();
    const [broken, whole] = [join(folder, 'broken.h5'), join(folder, 'whole.h5')];
    writeFileSync(broken, 'no HDF5 at all');
    await writeOneOfEach(files.writer(), whole);
    const reader = openReader();
    await expect(reader.smallValues(broken, [])).rejects.toMatchObject({ code: 'READ_FAILED', message: expect.stringContaining(broken) });
    await expect(reader.smallValues(whole, [])).resolves.not.toEqual([]);
  });

  it('reads nothing once it is closed', async () => {
    const reader = openReader();
    await reader.close();
    await expect(reader.smallValues('a.h5', [])).rejects.toMatchObject({ code: 'STOPPED' });
  });
});
