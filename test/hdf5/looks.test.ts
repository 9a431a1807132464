import { execFileSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TrendQuantity } from '../../core/contract/preview.ts';
import { figuresOf } from '../../core/hdf5/figures.ts';
import { createFileReader } from '../../core/hdf5/reader.ts';
import { parseSelection } from '../../core/hdf5/selection.ts';
import { start, useFiles, workerUrl, writeOneOfEach } from './files.ts';
import { canMount, useMounts } from './mounts.ts';
import { channel, numbers, reading, root } from './samples.ts';

const files = useFiles();
const mounts = useMounts();
const never = new AbortController().signal;

function openReader() {
  const reader = createFileReader({ workerUrl });
  onTestFinished(() => reader.close());
  return reader;
}

describe('figures of an image', () => {
  const [rows, columns] = [37, 53];
  const at = (index: number) => ({ x: index % columns, y: Math.floor(index / columns) });
  const spot = Uint16Array.from({ length: rows * columns }, (_, index) => {
    const { x, y } = at(index);
    return Math.round(100 + 4000 * Math.exp(-((x - 20.3) ** 2) / 32 - (y - 11.7) ** 2 / 18)); // σ is 4 pixels across and 3 down
  });
  const { figures, percentiles, small, width, height } = figuresOf({ pixels: spot, rows, columns, most: 4000 }, { width: 10, height: 10 });

  it('are those of a spot whose place and widths are known', () => {
    expect(figures.centroidX).toBeCloseTo(20.3, 2);
    expect(figures.centroidY).toBeCloseTo(11.7, 2);
    expect(figures.fwhmX).toBeCloseTo(2.3548 * 4, 1);
    expect(figures.fwhmY).toBeCloseTo(2.3548 * 3, 1);
    expect(figures.saturated).toBe(spot.filter((pixel) => pixel >= 4000).length);
  });

  it('have the percentiles of the sorted pixels, exactly', () => {
    const sorted = spot.toSorted();
    expect(percentiles).toEqual([0.001, 0.01, 0.5, 0.99, 0.995, 0.999].map((share) => sorted[Math.ceil(share * spot.length) - 1]));
  });

  it('come with a small picture in which each pixel is the mean of those it stands for', () => {
    const scale = columns / 10;
    expect([width, height]).toEqual([10, Math.floor(rows / scale)]);
    const corner = spot.filter((_, index) => at(index).x < scale && at(index).y < scale);
    expect(small[0]).toBeCloseTo(corner.reduce((sum, pixel) => sum + pixel, 0) / corner.length, 3);
  });
});

describe('what is asked of one channel', () => {
  it('has no mean, sum or largest value where none of its points is a number', async () => {
    const path = join(files.folder(), 'a.h5');
    const file = await files.writer().open(start(path));
    const data = numbers('float64', [Number.NaN, Number.NaN]);
    await file.write(channel('V', 'vector'), reading({ kind: 'array', data }));
    await file.seal(root(1));
    const reader = openReader();
    for (const quantity of ['mean', 'sum', 'max'] satisfies TrendQuantity[]) {
      const found = await reader.look(path, { of: 'quantity', channel: 'V', quantity }, never);
      expect(found.quantity?.value, quantity).toBeNull();
    }
  });

  it('is no thumbnail where it is no image, in a sentence', async () => {
    const path = join(files.folder(), 'a.h5');
    await writeOneOfEach(files.writer(), path);
    const reader = openReader();
    for (const name of ['SPECTRUM', 'ENERGY', 'COEFFICIENTS', 'NOT-THERE'])
      await expect(reader.look(path, { of: 'thumbnail', channel: name, width: 9, height: 9 }, never), name).rejects.toMatchObject({
        ...{ code: 'NOT_FOUND', message: expect.stringContaining(name) },
      });
  });
});

describe('a broken file', () => {
  it('leaves no trace in its folder when it is looked into', async () => {
    const folder = files.folder();
    writeFileSync(join(folder, 'broken.h5'), 'no HDF5');
    const before = statSync(folder, { bigint: true }).mtimeNs;
    const look = openReader().look(join(folder, 'broken.h5'), { of: 'contents' }, never);
    await expect(look).rejects.toMatchObject({ code: 'READ_FAILED', message: expect.not.stringMatching(/written/) });
    expect(statSync(folder, { bigint: true }).mtimeNs).toBe(before);
    expect(readdirSync(folder)).toEqual(['broken.h5']);
  });

  it.skipIf(!canMount)('is called broken on a disk that is read-only too', async () => {
    const folder = mounts.disk('size=1m');
    writeFileSync(join(folder, 'broken.h5'), 'no HDF5');
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    const look = openReader().look(join(folder, 'broken.h5'), { of: 'contents' }, never);
    await expect(look).rejects.toMatchObject({ code: 'READ_FAILED' });
  });
});

describe('a selection', () => {
  it('is read as numpy does', () => {
    expect(parseSelection('0,10:20,::4', [3, 30, 9])).toEqual({
      ...{ offset: [0, 10, 0], count: [1, 10, 3], stride: [1, 1, 4], shape: [10, 3] },
    });
    expect(parseSelection('', [3, 2]).shape).toEqual([3, 2]);
    expect(parseSelection('5:2', [9]).shape).toEqual([0]);
    expect(parseSelection('7:99', [9]).shape).toEqual([2]);
  });

  it.each(['-1', 'x', '1,2,3,4', '3', '::0', '1:2:3:4', ' , '])('is refused as "%s"', (text) => {
    expect(() => parseSelection(text, [3, 3, 3])).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });
});
