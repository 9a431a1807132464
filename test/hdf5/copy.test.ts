import { appendFileSync, closeSync, existsSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadH5 } from '../../core/hdf5/h5.ts';
import { readWithH5wasm } from './by-h5wasm.ts';
import { start, useFiles, writeAll, writeOneOfEach } from './files.ts';
import { channel, numbers, oneOfEach, reading, root } from './samples.ts';

const files = useFiles();
const names = oneOfEach.map(([{ name }]) => name).sort();
const without = (name: string) => names.filter((each) => each !== name);

describe('a copy without some channels', () => {
  it.each(['none', 'gzip'] as const)('holds the others as they were, and says who left out what (compression %s)', async (compression) => {
    const folder = files.folder();
    const [from, to] = [join(folder, 'a.h5'), join(folder, 'b.h5.part')];
    const writer = files.writer();
    const file = await writer.open(start(from, { hdf5: { compression, level: 1, writers: 1 } }));
    await writeAll(file);
    // Only a large one is compressed at all.
    const large = numbers('uint16', new Array(256 * 256).fill(7), [256, 256]);
    await file.write(channel('LARGE', 'image'), reading({ kind: 'image', data: large, attributes: {} }));
    const missed = [{ channel: 'GONE', device: 'Cameras', code: 'missing', sentence: 'no message' } as const];
    await file.seal(root(names.length + 1, { missed }));
    const before = readFileSync(from);
    const { bytes } = await writer.copyWithout({ from, to, channels: ['CAMERA'], by: 'Ann' });
    expect(bytes).toBe(statSync(to).size);
    expect(readFileSync(from).equals(before), 'the file itself is as it was').toBe(true);
    const found = await writer.inspect(to);
    expect(found).toMatchObject({ state: 'whole', verdict: 'partial', captured: [...without('CAMERA'), 'LARGE'].sort() });
    expect(found.state === 'whole' && found.missed).toEqual([
      missed[0],
      expect.objectContaining({
        channel: 'CAMERA',
        code: 'skipped',
        sentence: expect.stringContaining('left out of this copy for the Gateway by Ann'),
      }),
    ]);
    const [whole, copy] = [await readWithH5wasm(from), await readWithH5wasm(to)];
    expect(copy.groups).toEqual(Object.fromEntries(Object.entries(whole.groups).filter(([name]) => name !== 'CAMERA')));
    for (const name of ['timestamp', 'shotnum', 'active_area', 'active_experiment', 'epac_ops_data_version'])
      expect(copy.attributes[name], name).toEqual(whole.attributes[name]);
  });

  it('takes the place of what a crash has left of an earlier one', async () => {
    const [from, to] = [join(files.folder(), 'a.h5'), join(files.folder(), 'b.h5.part')];
    const writer = files.writer();
    await writeOneOfEach(writer, from);
    appendFileSync(to, 'half of a copy');
    await writer.copyWithout({ from, to, channels: ['CAMERA'], by: 'Ann' });
    expect(await writer.inspect(to)).toMatchObject({ state: 'whole' });
  });

  it('is refused where another channel is spoilt, which is named; with that one left out as well it is made', async () => {
    const [from, to] = [join(files.folder(), 'a.h5'), join(files.folder(), 'b.h5.part')];
    const writer = files.writer();
    await writeOneOfEach(writer, from);
    spoilCamera(from);
    const copy = (channels: string[]) => writer.copyWithout({ from, to, channels, by: 'Ann' });
    const other = without('CAMERA')[0] ?? '';
    await expect(copy([other])).rejects.toMatchObject({ code: 'VERIFY_FAILED', message: expect.stringContaining('CAMERA: its data has') });
    expect(await copy([other, 'CAMERA'])).toMatchObject({ bytes: expect.any(Number) });
  });

  it('is refused where there is no file any more, or none of ours', async () => {
    const [from, to] = [join(files.folder(), 'a.h5'), join(files.folder(), 'b.h5.part')];
    const writer = files.writer();
    const copy = () => writer.copyWithout({ from, to, channels: ['CAMERA'], by: 'Ann' });
    await expect(copy()).rejects.toMatchObject({ message: expect.stringContaining('a.h5') });
    await loadH5();
    const { File } = await import('h5wasm/node');
    const file = new File(from, 'w');
    file.create_dataset({ name: 'data', data: [1, 2, 3] });
    file.close();
    await expect(copy()).rejects.toMatchObject({ code: 'VERIFY_FAILED', message: expect.stringContaining('data is no group') });
    expect(existsSync(from)).toBe(true);
  });
});

/** As a bad disk would, behind HDF5's back. */
function spoilCamera(path: string): void {
  const at = readFileSync(path).indexOf(Buffer.from(Uint16Array.of(1, 2, 3, 4, 5, 4095).buffer));
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, Uint8Array.of(9), 0, 1, at);
  closeSync(descriptor);
}
