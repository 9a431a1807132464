import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const folder = new URL('../../fixtures/archiver/', import.meta.url);

const indexSchema = z.array(
  z.object({ file: z.string(), path: z.string(), status: z.number(), headers: z.record(z.string(), z.string()) }),
);

/** What a real appliance was asked, and answered with each file. */
export const recorded = indexSchema.parse(JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')));

export function bodyOf(file: string): Buffer {
  return readFileSync(new URL(file, folder));
}

export function textOf(file: string): string {
  return bodyOf(file).toString('utf8');
}

export const allBodies = readdirSync(folder).filter((file) => !/^(README|index)/.test(file));

/** Pulse k of the recorded IOC happens at k × 0.1 s of Unix time. */
export function pulseAt(timeNs: bigint): number {
  return Math.round(Number(timeNs / 1_000_000n) / 100);
}
