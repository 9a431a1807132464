import fs from 'node:fs';

/** A disk that gives back one bit of a large dataset wrong. HDF5 reads through these functions of Node. */
const { readSync } = fs;
Object.assign(fs, {
  readSync(descriptor: number, view: Uint8Array, offset: number, length: number, position: number | null): number {
    const read = readSync(descriptor, view, offset, length, position);
    if (read > 50_000) view[offset + 1000] = (view[offset + 1000] ?? 0) ^ 1;
    return read;
  },
});
await import('../../../core/hdf5/worker.ts');
