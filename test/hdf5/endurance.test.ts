import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { beginFile } from '../../core/hdf5/file.ts';
import { createScratch, loadH5 } from '../../core/hdf5/h5.ts';
import { inspectFile } from '../../core/hdf5/inspect.ts';
import { readWithH5wasm } from './by-h5wasm.ts';
import { start, useFiles } from './files.ts';
import { channel, number, oneOfEach, reading, root } from './samples.ts';

const files = useFiles();
const descriptors = () => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);

describe('a thread of HDF5', () => {
  it('writes and inspects 200 files without growing and without keeping one open', async () => {
    const h5 = await loadH5();
    const scratch = createScratch(h5);
    const path = join(files.folder(), 'a.h5');
    async function once(): Promise<void> {
      const file = beginFile(h5, scratch, start(path));
      for (const [settings, value] of oneOfEach) expect(file.write(settings, value).ok).toBe(true);
      await file.seal(root(oneOfEach.length));
      expect(inspectFile(h5, scratch, path).inspected.state).toBe('whole');
      rmSync(path);
      beginFile(h5, scratch, start(path)).abandon();
    }
    for (let i = 0; i < 20; i++) await once();
    const before = { heap: h5.HEAPU8.length, descriptors: descriptors() };
    for (let i = 0; i < 200; i++) await once();
    expect({ heap: h5.HEAPU8.length, descriptors: descriptors() }).toEqual(before);
  });

  it('writes a file of 1,500 channels, and one of which 1,500 are missing', async () => {
    const folder = files.folder();
    const writer = files.writer();
    const many = await writer.open(start(join(folder, 'many.h5')));
    const writes = Array.from({ length: 1500 }, (_, i) => many.write(channel(`PM-${i}`, 'scalar'), reading(number('float64', i))));
    expect((await Promise.all(writes)).every(({ ok }) => ok)).toBe(true);
    await many.seal(root(1500));
    expect(await writer.inspect(join(folder, 'many.h5'))).toMatchObject({ state: 'whole', expected: 1500 });

    const sentence = `no message for this pulse; ${'the newest one is older. '.repeat(20)}`;
    const missed = Array.from(
      { length: 1500 },
      (_, i) => ({ channel: `CAM-${i}`, device: `CAM-${i}`, code: 'missing', sentence }) as const,
    );
    const path = join(folder, 'missing.h5');
    const few = await writer.open(start(path));
    await few.write(channel('ONE', 'scalar'), reading(number('float64', 1)));
    await few.seal(root(1, { verdict: 'partial', expected: 1501, missed }));
    const told = (await readWithH5wasm(path)).attributes['not_captured']?.value;
    expect(Object.keys(JSON.parse(String(told)))).toHaveLength(1500);
    expect(statSync(path).size).toBeLessThan(1_500_000);
    expect(await writer.inspect(path)).toMatchObject({ state: 'whole', expected: 1501, missed: { length: 1500 } });
  });
});
