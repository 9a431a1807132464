import { takeTexts } from '../../hdf5/get.ts';
import { checksumOf } from '../../hdf5/group.ts';
import type { H5, Scratch } from '../../hdf5/h5.ts';
import { dtypeOf } from '../../hdf5/h5-types.ts';
import { elementAt, elementsOf, viewOf } from '../../hdf5/numbers.ts';
import type { Seen, SeenAttributes, SeenChannel, SeenMember, Submission } from './submission.ts';

/** H5T_class_t, of those h5py makes something else of than an opaque value. */
const classes = { integer: 0, float: 1, string: 3, compound: 6, enumeration: 8 } as const;
/** A file may claim any size; the real Gateway would run out of memory. */
const largestRead = 2 ** 30;

type Metadata = ReturnType<H5['get_attribute_metadata']>;

/** `spoilt`: HDF5 failed on a part of it and may hold on to the file. Throws HDF5's own errors where it is no HDF5 file. */
export function readSubmission(h5: H5, scratch: Scratch, path: string): { submission: Submission; spoilt: boolean } {
  const file = h5.open(path, h5.H5F_ACC_RDONLY, false, -1, -1);
  let spoilt = false;
  const read = {
    attributes: (at: string): SeenAttributes =>
      new Map(h5.get_attribute_names(file, at).map((name) => [name, attributeOf(h5, scratch, file, at, name)])),
    dataset(at: string): Seen {
      try {
        return datasetOf(h5, scratch, file, at);
      } catch {
        spoilt = true;
        return { ...nothing, kind: 'unreadable' };
      }
    },
    channel(name: string): SeenChannel {
      const at = `/${name}`;
      const type = h5.get_type(file, at);
      if (type === h5.H5G_GROUP) return { kind: 'group', attributes: read.attributes(at), members: read.members(at) };
      if (type === h5.H5G_DATASET) return { kind: 'dataset', attributes: read.attributes(at), data: read.dataset(at) };
      if (type === h5.H5G_TYPE) return { kind: 'dataset', attributes: read.attributes(at), data: nothing };
      return { kind: 'broken' };
    },
    members: (at: string) =>
      new Map(
        h5.get_names(file, at, false).map((name): [string, SeenMember] => {
          const type = h5.get_type(file, `${at}/${name}`);
          if (type === h5.H5G_GROUP) return [name, 'group'];
          if (type === h5.H5G_DATASET) return [name, read.dataset(`${at}/${name}`)];
          return [name, type === h5.H5G_TYPE ? { ...nothing, kind: 'unreadable' } : 'broken'];
        }),
      ),
  };
  const channels = new Map(h5.get_names(file, '/', false).map((name) => [name, read.channel(name)]));
  const submission = { attributes: read.attributes('/'), channels };
  h5.close_file(file);
  return { submission, spoilt };
}

const nothing = { kind: 'empty', size: 0, signed: false, bigEndian: false, shape: [], texts: [], number: null, checksum: '' } as const;

function attributeOf(h5: H5, scratch: Scratch, file: bigint, at: string, name: string): Seen {
  const metadata = h5.get_attribute_metadata(file, at, name);
  return seenOf(h5, scratch, metadata, (pointer) => h5.get_attribute_data(file, at, name, BigInt(pointer)));
}

function datasetOf(h5: H5, scratch: Scratch, file: bigint, at: string): Seen {
  const metadata = h5.get_dataset_metadata(file, at);
  return seenOf(h5, scratch, metadata, (pointer) => h5.get_dataset_data(file, at, null, null, null, BigInt(pointer)));
}

function seenOf(h5: H5, scratch: Scratch, metadata: Metadata, fetch: (pointer: number) => void): Seen {
  const { shape, size, signed, littleEndian } = metadata;
  if (shape === null) return nothing;
  const kind = kindOf(metadata);
  const seen: Seen = { ...nothing, kind, size, signed, bigEndian: !littleEndian && size > 1, shape };
  const elements = elementsOf(shape);
  if (elements * size > largestRead) throw new Error(`${elements * size} bytes are too many.`);
  if (kind === 'other' || elements === 0) return seen;
  const pointer = scratch.reserve(elements * size);
  fetch(pointer);
  if (kind === 'text') {
    const texts = takeTexts(h5, pointer, elements);
    return { ...seen, texts, checksum: checksumOf(texts.join('\0')) };
  }
  const bytes = h5.HEAPU8.subarray(pointer, pointer + elements * size);
  const checksum = checksumOf(bytes);
  if (kind === 'bytes') return { ...seen, texts: fixedTexts(bytes, size), checksum };
  // h5wasm hands all numbers out as little-endian.
  const dtype = kind === 'bool' ? 'uint8' : dtypeOf({ ...metadata, ...(kind === 'complex' ? realPart(size) : {}), littleEndian: true });
  return { ...seen, number: dtype === null || dtype === 'text' ? null : elementAt(viewOf(bytes), 0, dtype), checksum };
}

function realPart(size: number): { type: number; size: number } {
  return { type: classes.float, size: size / 2 };
}

function kindOf({ type, vlen, compound_type: compound, enum_type: enumeration }: Metadata): Seen['kind'] {
  if (type === classes.string) return vlen ? 'text' : 'bytes';
  if (type === classes.integer) return 'int';
  if (type === classes.float) return 'float';
  // As h5py writes complex numbers and booleans.
  if (type === classes.compound && compound?.members.map(({ name }) => name).join() === 'r,i') return 'complex';
  if (type === classes.enumeration) return isBoolean(enumeration?.members) ? 'bool' : 'int';
  return 'other';
}

function isBoolean(members: Record<string, number> | undefined): boolean {
  return members !== undefined && members['FALSE'] === 0 && members['TRUE'] === 1;
}

function fixedTexts(bytes: Uint8Array, size: number): string[] {
  const whole = Buffer.from(bytes);
  return Array.from({ length: whole.length / size }, (_, i) => whole.toString('utf8', i * size, (i + 1) * size).replace(/\0+$/, ''));
}
