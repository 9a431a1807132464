import { hostname } from 'node:os';
import { toFailure } from '../../core/contract/errors.ts';
import { lockFolder } from '../../core/journal/folder-lock.ts';

/** A process that takes the lock of the folder it is given, says so, and holds it until its input ends. */
const [folder = '', name = ''] = process.argv.slice(2);
try {
  const lock = await lockFolder(folder, { name, pid: process.pid, host: hostname(), now: Date.now() });
  process.stdin.resume().on('end', () => void lock.release());
  console.log(JSON.stringify({ locked: true }));
} catch (error) {
  console.log(JSON.stringify({ locked: false, failure: toFailure(error) }));
}
