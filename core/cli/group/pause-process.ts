import { setTimeout as sleep } from 'node:timers/promises';

/**
 * `pause-process.ts PID MS`: the process stands still for so long, or until standard input ends. A process of its own, so that nobody stands still
 * for ever whose group is killed meanwhile.
 */
const [pid = 0, ms = 0] = process.argv.slice(2).map(Number);
const input = new Promise((resolve) => process.stdin.once('end', resolve).resume());

signal('SIGSTOP');
await Promise.race([sleep(ms), input]);
signal('SIGCONT');
process.exit();

function signal(name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    process.exit(); // it is gone
  }
}
