import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What the numbers were measured on; the load of others just before says how far they can be believed. */
export function machineFacts(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  return `${model}, ${availableParallelism()} cores, ${memory}, ${process.platform}, Node ${process.versions.node}; load of the machine before: ${load}`;
}
