import { crc32 } from 'node:zlib';
import type { DType } from '../sources/value.ts';
import type { Attributes } from './attribute.ts';

export type FileDType = Exclude<DType, 'bool'>;

/** Numbers are little-endian and in C order; `bytes` may be a view of shared memory. A text is scalar and of variable length. */
export type Dataset = { name: string } & (
  | { dtype: FileDType; shape: readonly number[]; bytes: Uint8Array }
  | { dtype: 'text'; shape: readonly []; text: string }
);

/** One channel as it stands in the file. */
export type Group = { name: string; attributes: Attributes; datasets: readonly (Dataset & { checksum: string })[] };

/** CRC-32 as zlib has it, 8 hexadecimal digits; of a text, of its UTF-8. */
export function checksumOf(data: Uint8Array | string): string {
  return crc32(data).toString(16).padStart(8, '0');
}

/** The attribute `checksum`: each dataset's, by name. */
export function checksumText(checksums: Iterable<readonly [name: string, checksum: string]>): string {
  return `crc32 ${[...checksums]
    .map(([name, checksum]) => `${name}=${checksum}`)
    .sort()
    .join(' ')}`;
}
