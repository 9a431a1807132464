import fs from 'node:fs';
import { failure } from '../contract/errors.ts';
import { checkContent, checkLayout, findingText, textOf } from './check-layout.ts';
import type { FoundFile } from './found.ts';
import { getFile } from './get.ts';
import type { H5, Scratch } from './h5.ts';
import { parseMissed } from './missed.ts';
import { type Finding, type Inspected, mostFindings } from './port.ts';

const signature = Buffer.from([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);

/** `spoilt`: HDF5 failed on it and may hold on to the file; its thread has to be replaced. */
export type Inspection = { inspected: Inspected; spoilt: boolean };

export function inspectFile(h5: H5, scratch: Scratch, path: string): Inspection {
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return { inspected: { state: 'absent' }, spoilt: false };
  if (!stat.isFile() || !startsAsHdf5(path)) return { inspected: broken(path, 'it is not an HDF5 file'), spoilt: false };
  let found: FoundFile;
  const unreadable: Finding[] = [];
  try {
    found = getFile(h5, scratch, path, (channel, error) => {
      if (isOfDisk(error)) throw error;
      unreadable.push({ channel, problem: 'HDF5 cannot read it to its end' });
    });
  } catch (error) {
    if (isOfDisk(error)) throw error;
    return { inspected: broken(path, 'HDF5 cannot read it to its end'), spoilt: true };
  }
  const findings = [...unreadable, ...checkLayout(found)];
  // The Gateway knows nothing of our checksums: over them it does not fail.
  if (findings.length === 0) findings.push(...checkContent(found));
  const inspected = findings.length === 0 ? whole(path, stat.size, found) : brokenBy(path, findings);
  return { inspected, spoilt: unreadable.length > 0 };
}

function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EIO';
}

function whole(path: string, bytes: number, { attributes, groups }: FoundFile): Inspected {
  const shotnum = attributes.get('shotnum');
  const timestamp = attributes.get('pulse_timestamp_ns');
  const attempt = attributes.get('attempt');
  const expected = attributes.get('channels_expected');
  const verdict = textOf(attributes.get('verdict'));
  const missed = parseMissed(textOf(attributes.get('not_captured')));
  if (
    shotnum?.kind !== 'uint64' ||
    timestamp?.kind !== 'int64' ||
    attempt?.kind !== 'int64' ||
    expected?.kind !== 'int64' ||
    missed === null
  )
    return broken(path, "it lacks what this exporter writes beside the Gateway's attributes");
  if (verdict !== 'complete' && verdict !== 'partial') return broken(path, `its verdict is "${verdict}"`);
  return {
    state: 'whole',
    bytes,
    pulse: { pulseId: shotnum.value, timestampNs: timestamp.value },
    attempt: Number(attempt.value),
    verdict,
    captured: [...groups.keys()],
    missed,
    expected: Number(expected.value),
  };
}

function broken(path: string, problem: string): Inspected {
  return brokenBy(path, [{ channel: null, problem }]);
}

function brokenBy(path: string, findings: readonly Finding[]): Inspected {
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  const said = failure('VERIFY_FAILED', `${path}: ${findings.slice(0, 1).map(findingText).join()}${more}.`, { path });
  return { state: 'broken', failure: said, findings: findings.slice(0, mostFindings) };
}

function startsAsHdf5(path: string): boolean {
  const descriptor = fs.openSync(path, 'r');
  try {
    const start = Buffer.alloc(signature.length);
    return fs.readSync(descriptor, start, 0, start.length, 0) === start.length && start.equals(signature);
  } finally {
    fs.closeSync(descriptor);
  }
}
