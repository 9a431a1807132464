import { setTimeout as sleep } from 'node:timers/promises';

/** Nanoseconds of the machine's monotonic clock, which is one and the same for all processes of a Linux machine: times of two processes can be subtracted. */
export function nowNs(): bigint {
  return process.hrtime.bigint();
}

export function msSince(ns: string | bigint): number {
  return Number(nowNs() - BigInt(ns)) / 1e6;
}

/** Calls so often a second for so many times, each at its own time: a late one does not make the next ones late. */
export async function evenly(times: number, perSecond: number, call: () => void): Promise<void> {
  const startedMs = performance.now();
  for (let index = 0; index < times; index++) {
    const leftMs = startedMs + (index * 1000) / perSecond - performance.now();
    await sleep(Math.max(0, leftMs));
    call();
  }
}

/** Of this process with all its threads, in milliseconds. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
