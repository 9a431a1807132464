/** A value as the Gateway's own reader sees it. `bytes` are texts of fixed length, which are no texts to it. */
export type Seen = {
  kind: 'text' | 'bytes' | 'int' | 'float' | 'bool' | 'complex' | 'empty' | 'other' | 'unreadable';
  /** Bytes of one element. */
  size: number;
  signed: boolean;
  bigEndian: boolean;
  /** [] is a single value. */
  shape: readonly number[];
  /** All, where it is of texts. */
  texts: readonly string[];
  /** The first or only one, where it is of numbers. */
  number: number | bigint | null;
  /** Of a dataset; CRC-32 of its elements. */
  checksum: string;
};

/** What stands in a group; a link to nothing is `broken`. */
export type SeenMember = Seen | 'group' | 'broken';

/** What stands in the root of a file under one name. A link to nothing is `broken`. */
export type SeenChannel =
  | { kind: 'group'; attributes: SeenAttributes; members: ReadonlyMap<string, SeenMember> }
  | { kind: 'dataset'; attributes: SeenAttributes; data: Seen }
  | { kind: 'broken' };

export type SeenAttributes = ReadonlyMap<string, Seen>;

/** A whole file; null where it is no HDF5 file. */
export type Submission = { attributes: SeenAttributes; channels: ReadonlyMap<string, SeenChannel> };
