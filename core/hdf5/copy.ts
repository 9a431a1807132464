import fs from 'node:fs';
import { basename } from 'node:path';
import { ExporterError } from '../contract/errors.ts';
import { type Attributes, int, text } from './attribute.ts';
import { checkContent, checkLayout, findingText, textOf } from './check-layout.ts';
import type { FoundAttribute } from './found.ts';
import { getAttributes, getData, getFile } from './get.ts';
import type { H5, Scratch } from './h5.ts';
import { missedText, parseMissed } from './missed.ts';
import type { CopyWithout } from './port.ts';
import { putAttributes, putNumbers, putText } from './put.ts';

/**
 * Reads and writes channel by channel, since h5wasm can neither copy nor unlink groups. The checksums come along, so that the copy is proved by what was written
 * first. Returns its bytes. Throws VERIFY_FAILED, or what the system or HDF5 say; both files may be open in HDF5 then.
 */
export function copyWithout(h5: H5, scratch: Scratch, { from, to, channels, by }: CopyWithout): number {
  fs.rmSync(to, { force: true });
  const left = new Set(channels);
  const source = reading(from, () => h5.open(from, h5.H5F_ACC_RDONLY, false, -1, -1));
  const target = h5.open(to, h5.H5F_ACC_EXCL, false, -1, -1);
  const kept = reading(from, () => h5.get_names(source, '/', false)).filter((name) => !left.has(name));
  for (const name of kept) copyGroup({ h5, scratch, source, target, from }, name);
  const root = writable(
    from,
    'the root',
    reading(from, () => getAttributes(h5, scratch, source, '/')),
  );
  putAttributes(h5, scratch, target, '/', { ...root, ...rootWithout(root, kept.length, channels, by) });
  h5.close_file(source);
  h5.close_file(target);
  const found = getFile(h5, scratch, to);
  const findings = [...checkLayout(found), ...checkContent(found)];
  if (findings.length > 0) {
    const some = findings.slice(0, 3).map(findingText).join('; ');
    throw refused(from, `without ${[...left].join(', ')} it still is not as the Gateway wants it (${some}); leave that out as well`);
  }
  return fs.statSync(to).size;
}

type Copying = { h5: H5; scratch: Scratch; source: bigint; target: bigint; from: string };

function copyGroup({ h5, scratch, source, target, from }: Copying, name: string): void {
  const path = `/${name}`;
  const members = reading(from, () => (h5.get_type(source, path) === h5.H5G_GROUP ? h5.get_names(source, path, false) : null), name);
  if (members === null) throw refused(from, `${name} is no group; leave it out as well`);
  h5.create_group(target, path, false);
  putAttributes(
    h5,
    scratch,
    target,
    path,
    writable(
      from,
      name,
      reading(from, () => getAttributes(h5, scratch, source, path), name),
    ),
  );
  for (const member of members) {
    const at = `${path}/${member}`;
    const isDataset = reading(from, () => h5.get_type(source, at) === h5.H5G_DATASET, name);
    const data = isDataset ? reading(from, () => getData(h5, scratch, source, at), name) : { kind: 'other' as const };
    if (data.kind === 'other') throw refused(from, `${name}/${member} is nothing this exporter writes; leave ${name} out as well`);
    if (data.dtype === 'text') putText(h5, target, at, data.text);
    else putNumbers(h5, target, at, { ...data, gzip: data.chunked ? levelOf(h5, source, at) : null });
  }
}

function levelOf(h5: H5, file: bigint, path: string): number | null {
  return h5.get_dataset_filters(file, path).find(({ name }) => name === 'deflate')?.cd_values[0] ?? null;
}

/** What the file says of itself has to stay true. */
function rootWithout(root: Attributes, captured: number, channels: readonly string[], by: string): Attributes {
  const missed = parseMissed(textOf(root['not_captured'])) ?? [];
  const left = channels.map((channel) => {
    const sentence = `${channel}: captured, and left out of this copy for the Gateway by ${by}.`;
    return { channel, device: channel, code: 'skipped' as const, sentence };
  });
  return { verdict: text('partial'), channels_captured: int(captured), not_captured: text(missedText([...missed, ...left])) };
}

function writable(from: string, where: string, found: ReadonlyMap<string, FoundAttribute>): Attributes {
  const attributes: Attributes = {};
  for (const [name, attribute] of found) {
    if (attribute.kind === 'other') throw refused(from, `attribute ${name} of ${where} is nothing this exporter writes`);
    attributes[name] = attribute;
  }
  return attributes;
}

/** Failures of reading are told apart from those of writing, which are the disk's. */
function reading<T>(from: string, read: () => T, channel?: string): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) throw cause;
    if (channel === undefined) throw refused(from, 'HDF5 cannot read it to its end', cause);
    throw refused(from, `HDF5 cannot read ${channel} to its end; leave out ${channel} too`, cause);
  }
}

function refused(from: string, why: string, cause?: unknown): ExporterError {
  return new ExporterError('VERIFY_FAILED', `${basename(from)} cannot be sent like that: ${why}.`, { facts: { path: from }, cause });
}
