import fs from 'node:fs';

/**
 * The exporter's own HDF5 thread, in which the whole process is killed before a call of the file system for its second file: before it gets its name, while it has
 * two, or when it has one and its folder is not yet on the disk.
 */
const { linkSync, unlinkSync, fsyncSync } = fs;
let named = 0;

function dyingIn<A extends unknown[]>(name: string, call: (...args: A) => void): (...args: A) => void {
  return (...args) => {
    if (name === 'linkSync') named += 1;
    if (named === 2 && process.env['DIE_IN'] === name) process.kill(process.pid, 'SIGKILL');
    call(...args);
  };
}

fs.linkSync = dyingIn('linkSync', linkSync);
fs.unlinkSync = dyingIn('unlinkSync', unlinkSync);
fs.fsyncSync = dyingIn('fsyncSync', fsyncSync);
await import('../../../core/hdf5/worker.ts');
