import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CaptureDetails } from '../../core/contract/api.ts';
import { createFileWriter } from '../../core/hdf5/writer.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import { readWithH5wasm } from '../hdf5/by-h5wasm.ts';
import type { Simulated } from './simulated.ts';

const lockName = '.exporter-lock.json';
const readByH5py = fileURLToPath(new URL('./read-all.py', import.meta.url));
export const hasH5py = spawnSync('python3', ['-c', 'import h5py']).status === 0;

/** Everything below the data folder but the lock. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name !== lockName)
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** All captures of a journal whose exporter is gone, oldest first. */
export async function capturesIn(journalFile: string): Promise<CaptureDetails[]> {
  const journal = openJournal({ file: journalFile });
  try {
    const listed = await journal.list(1000);
    const found = await Promise.all(listed.reverse().map(({ captureId }) => journal.get(captureId)));
    return found.filter((capture) => capture !== null);
  } finally {
    await journal.close();
  }
}

export function capturedIn({ outcomes }: CaptureDetails): string[] {
  return outcomes.flatMap(({ channel, code }) => (code === 'captured' ? [channel] : [])).sort();
}

/** All that is wrong with what an exporter has left: nothing lost, nothing twice, nothing by half, nothing that is not as the journal says. */
export async function problemsOf({
  dataFolder,
  journalFile,
  channels,
}: Simulated): Promise<{ problems: string[]; pulses: number; files: number }> {
  const captures = await capturesIn(journalFile);
  const kept = captures.filter((capture) => capture.file !== null);
  const problems: string[] = captures.filter(({ verdict }) => verdict === null).map(({ captureId }) => `capture ${captureId} never ended`);
  const byPulse = Map.groupBy(captures, ({ pulse }) => `${pulse.pulseId} at ${pulse.timestampNs}`);
  for (const [pulse, attempts] of byPulse) {
    const got = attempts.filter(({ file }) => file !== null).flatMap(capturedIn);
    for (const channel of channels.filter((name) => !got.includes(name))) problems.push(`pulse ${pulse}: ${channel} is lost`);
    if (got.length > new Set(got).size) problems.push(`pulse ${pulse}: a channel is in two files`);
  }
  const files = filesBelow(dataFolder);
  for (const file of files) if (!kept.some((capture) => capture.file === file)) problems.push(`${file} is not in the journal`);
  for (const { file } of kept) if (file !== null && !files.includes(file)) problems.push(`${file} is in the journal only`);
  problems.push(...(await Promise.all([brokenFiles(dataFolder, kept), differentFiles(dataFolder, kept)])).flat());
  if (hasH5py) problems.push(...unreadByH5py(dataFolder, kept));
  return { problems, pulses: byPulse.size, files: files.length };
}

/** By the exporter's own rules and checksums. */
async function brokenFiles(dataFolder: string, kept: readonly CaptureDetails[]): Promise<string[]> {
  const writer = createFileWriter({ workerUrl: new URL('../../core/hdf5/worker.ts', import.meta.url), workers: 1 });
  const problems: string[] = [];
  for (const { file } of kept) {
    const found = await writer.inspect(join(dataFolder, file ?? ''));
    if (found.state !== 'whole') problems.push(`${file} is ${found.state}`);
  }
  await writer.close();
  return problems;
}

/** Read by another way than the exporter's: does each hold the pulse and the channels of the journal? */
async function differentFiles(dataFolder: string, kept: readonly CaptureDetails[]): Promise<string[]> {
  const problems: string[] = [];
  for (const capture of kept) {
    const { attributes, groups } = await readWithH5wasm(join(dataFolder, capture.file ?? ''));
    if (String(attributes.shotnum?.value) !== capture.pulse.pulseId) problems.push(`${capture.file} is of another pulse`);
    if (Object.keys(groups).sort().join() !== capturedIn(capture).join()) problems.push(`${capture.file} holds other channels`);
  }
  return problems;
}

function unreadByH5py(dataFolder: string, kept: readonly CaptureDetails[]): string[] {
  const paths = kept.map(({ file }) => join(dataFolder, file ?? ''));
  const { status, stderr } = spawnSync('python3', [readByH5py], { input: paths.join('\n'), encoding: 'utf8' });
  return status === 0 ? [] : [`h5py: ${stderr}`];
}
